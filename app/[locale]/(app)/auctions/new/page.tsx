import { getLocale, getTranslations } from 'next-intl/server'
import { AuctionForm } from '@/components/auction/lazy-auction-form'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { invitableSuppliers, lastPricesPaid, sourcingNetworks } from '@/lib/auction/queries'
import { getCart, getOrder, quoteProducts } from '@/lib/ordering/queries'
import type { ReadContext } from '@/lib/platform/context'
import { Decimal } from '@/lib/platform/decimal'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { isUuid } from '@/lib/platform/ids'
import { changeEventAction, createEventAction, publishEventAction } from '../../../../actions/auction'
import { pageContext, show } from '../../../../request-context'

interface StartLine {
  productId: string | null
  name: string
  quantity: string
  unit: string
  lastPrice: string | null
  /** what the line costs now, for the ceiling; null when unknown */
  net: string | null
}

interface Query {
  from?: string
  order?: string
  /** one or several, as chosen in the catalog */
  product?: string | string[]
  quantity?: string
}

const QUANTITY = /^\d{1,9}(\.\d{1,6})?$/

/** A new auction, by hand or from the cart, an order or products of the catalog. */
export default async function NewAuctionPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await pageContext()
  const t = await getTranslations('auctions')
  const locale = (await getLocale()) as Locale
  const networks = await sourcingNetworks(ctx)
  const query = await searchParams
  const lines = await show(startLines(ctx, query, locale))
  const suppliers = await show(
    invitableSuppliers(
      ctx,
      networks.map((network) => network.id),
      lines.flatMap((line) => line.productId ?? []),
    ),
  )
  if (networks.length === 0)
    return <EmptyState title={t('noNetwork')} text={t('noNetworkText')} action={{ href: '/network', label: t('toNetworks') }} />
  return (
    <>
      <PageHeader title={t('new')} crumbs={[{ href: '/auctions', label: t('title') }]} />
      <AuctionForm
        networks={networks}
        suppliers={suppliers}
        lines={lines}
        currency={ctx.actor.currency}
        createEvent={createEventAction}
        changeEvent={changeEventAction}
        publishEvent={publishEventAction}
      />
    </>
  )
}

async function startLines(ctx: ReadContext, query: Query, locale: Locale): Promise<StartLine[]> {
  const drafts = await draftLines(ctx, query, locale)
  const paid = await lastPricesPaid(
    ctx,
    drafts.flatMap((line) => line.productId ?? []),
  )
  return drafts.map((line) => {
    const last = paid.find((price) => price.productId === line.productId && price.currency === ctx.actor.currency)
    return { ...line, lastPrice: last ? new Decimal(last.unitPrice).toDecimalPlaces(4).toFixed() : null }
  })
}

async function draftLines(ctx: ReadContext, query: Query, locale: Locale): Promise<StartLine[]> {
  if (query.from === 'cart') {
    const cart = await getCart(ctx)
    return cart.lines.map((line) => ({
      productId: line.offer?.productId ?? null,
      name: localText(line.name, locale),
      quantity: line.quantity,
      unit: line.offer?.unit ?? 'C62',
      lastPrice: null,
      net: line.offer?.currency === ctx.actor.currency ? line.net : null,
    }))
  }
  if (query.order) {
    const order = await getOrder(ctx, query.order)
    return order.lines.map((line) => ({
      productId: line.productId,
      name: localText(line.name as { en?: string }, locale),
      quantity: line.quantity.toString(),
      unit: line.unit,
      lastPrice: null,
      net: order.currency === ctx.actor.currency ? line.net.toString() : null,
    }))
  }
  const products = [query.product ?? []].flat().filter(isUuid).slice(0, 50)
  if (products.length > 0) {
    const asked = query.quantity && QUANTITY.test(query.quantity) && Number(query.quantity) > 0 ? new Decimal(query.quantity) : undefined
    const quotes = await quoteProducts(ctx, products, asked)
    return products.flatMap((productId): StartLine[] => {
      const best = quotes.get(productId)?.[0]
      if (!best) return []
      const net = best.currency === ctx.actor.currency ? best.net : best.converted
      return [{ productId, name: localText(best.name, locale), quantity: best.quantity, unit: best.unit, lastPrice: null, net }]
    })
  }
  return []
}

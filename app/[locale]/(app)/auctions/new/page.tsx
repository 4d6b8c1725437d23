import { getLocale, getTranslations } from 'next-intl/server'
import { changeEventAction, createEventAction, publishEventAction } from '@/app/actions/sourcing'
import { nextRoundOf } from '@/components/sourcing/auction/auction-draft'
import { AuctionForm } from '@/components/sourcing/auction/lazy-auction-form'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { singleValues } from '@/components/ui/single-values'
import type { ReadContext } from '@/lib/platform/context'
import { notFound } from '@/lib/platform/errors'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { isUuid } from '@/lib/platform/ids'
import { Decimal } from '@/lib/platform/money/decimal'
import { quoteProducts } from '@/lib/pricing/quotes/queries'
import { getCart } from '@/lib/purchasing/cart/queries'
import { getOrder } from '@/lib/purchasing/orders/queries'
import { standingBidsInClosedLots } from '@/lib/sourcing/auction/live/ledger-queries'
import { getEvent, invitableSuppliers, lastPricesPaid, sourcingNetworks } from '@/lib/sourcing/events/queries'
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
  /** the closed event whose next round this is, and who is on its short list */
  round?: string
  invite?: string | string[]
  from?: string
  order?: string
  /** one or several, as chosen in the catalog */
  product?: string | string[]
  quantity?: string
}

const QUANTITY = /^\d{1,9}(\.\d{1,6})?$/

/** A new auction, by hand or from the cart, an order or products of the catalog; or the next round of one that is closed. */
export default async function NewAuctionPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await pageContext()
  const t = await getTranslations('auctions')
  const locale = (await getLocale()) as Locale
  const networks = await sourcingNetworks(ctx)
  const query = singleValues(await searchParams, 'invite', 'product')
  const previous = query.round ? await show(closedEvent(ctx, query.round)) : null
  const lines = await show(startLines(ctx, query, locale))
  const suppliers = await show(
    invitableSuppliers(
      ctx,
      networks.map((network) => network.id),
      (previous ? previous.lots.flatMap((lot) => lot.lines) : lines).flatMap((line) => line.productId ?? []),
    ),
  )
  if (networks.length === 0)
    return <EmptyState title={t('noNetwork')} text={t('noNetworkText')} action={{ href: '/network', label: t('toNetworks') }} />
  return (
    <>
      <PageHeader
        title={previous ? t('newRound', { round: previous.round + 1 }) : t('new')}
        crumbs={[
          { href: '/auctions', label: t('title') },
          ...(previous ? [{ href: `/auctions/${previous.id}`, label: previous.title }] : []),
        ]}
      />
      <AuctionForm
        networks={networks}
        suppliers={suppliers}
        lines={lines}
        currency={previous?.currency ?? ctx.actor.currency}
        {...(previous && {
          previousId: previous.id,
          start: nextRoundOf(previous, await standingBidsInClosedLots(ctx, previous.id), [query.invite ?? []].flat(), locale),
        })}
        createEvent={createEventAction}
        changeEvent={changeEventAction}
        publishEvent={publishEventAction}
      />
    </>
  )
}

/** An own event whose next round may begin. @throws AppError not_found */
async function closedEvent(ctx: ReadContext, id: string) {
  const event = isUuid(id) ? await getEvent(ctx, id) : null
  if (event?.side !== 'buyer' || event.state !== 'closed') throw notFound()
  return event
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

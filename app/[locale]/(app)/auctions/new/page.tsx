import { getLocale, getTranslations } from 'next-intl/server'
import { AuctionForm } from '@/components/auction/auction-form'
import { ClientOnly } from '@/components/ui/client-only'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { invitableSuppliers, lastPricesPaid, sourcingNetworks } from '@/lib/auction/queries'
import { getCart, getOrder } from '@/lib/ordering/queries'
import type { ReadContext } from '@/lib/platform/context'
import { Decimal } from '@/lib/platform/decimal'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { createEventAction, publishEventAction } from '../../../../actions/auction'
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

/** A new auction, by hand or from the cart, an order or a product. */
export default async function NewAuctionPage({
  searchParams,
}: {
  searchParams: Promise<{ from?: string; order?: string; product?: string }>
}) {
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
      <ClientOnly height={640}>
        <AuctionForm
          networks={networks}
          suppliers={suppliers}
          lines={lines}
          currency={ctx.actor.currency}
          createEvent={createEventAction}
          publishEvent={publishEventAction}
        />
      </ClientOnly>
    </>
  )
}

async function startLines(
  ctx: ReadContext,
  query: { from?: string; order?: string; product?: string },
  locale: Locale,
): Promise<StartLine[]> {
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

async function draftLines(
  ctx: ReadContext,
  query: { from?: string; order?: string; product?: string },
  locale: Locale,
): Promise<StartLine[]> {
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
  return []
}

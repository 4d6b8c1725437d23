import { getTranslations } from 'next-intl/server'
import { changeEventAction, createEventAction, publishEventAction } from '@/app/actions/sourcing'
import { draftOf } from '@/components/sourcing/auction/auction-draft'
import { AuctionForm } from '@/components/sourcing/auction/lazy-auction-form'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/parties/identity/abilities'
import { forbidden, notFound } from '@/lib/platform/errors'
import { getEvent, invitableSuppliers, sourcingNetworks } from '@/lib/sourcing/events/queries'
import { pageContext, show } from '../../../../../request-context'

/** A draft again in its form; once it is published its rules are frozen. */
export default async function EditAuctionPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('auctions')
  const { id } = await params
  const event = await show(getEvent(ctx, id))
  if (event.side !== 'buyer' || event.state !== 'draft') await show(Promise.reject(notFound()))
  if (!may('source', 'Auction')(ctx.actor)) await show(Promise.reject(forbidden()))
  const networks = await sourcingNetworks(ctx)
  const round = event.otherRounds.find((other) => other.round < event.round)
  const products = event.lots.flatMap((lot) => lot.lines.flatMap((line) => line.productId ?? []))
  const suppliers = await invitableSuppliers(
    ctx,
    networks.map((network) => network.id),
    products,
  )
  return (
    <>
      <PageHeader
        title={t('edit')}
        crumbs={[
          { href: '/auctions', label: t('title') },
          { href: `/auctions/${id}`, label: event.title },
        ]}
      />
      <AuctionForm
        networks={networks}
        suppliers={suppliers}
        lines={[]}
        currency={event.currency}
        start={draftOf(event, ctx.actor.locale)}
        savedId={id}
        {...(round && { previousId: round.id })}
        createEvent={createEventAction}
        changeEvent={changeEventAction}
        publishEvent={publishEventAction}
      />
    </>
  )
}

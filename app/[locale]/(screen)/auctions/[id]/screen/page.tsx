import { HallScreen } from '@/components/sourcing/auction/hall-screen'
import { NumberFormatProvider } from '@/components/ui/number-format'
import { notFound } from '@/lib/platform/errors'
import { getEvent } from '@/lib/sourcing/events/queries'
import { pageContext, show } from '../../../../../request-context'

/** An auction for the wall of a hall: no menu, and nothing that not everybody may read. */
export default async function ScreenPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const event = await show(getEvent(ctx, (await params).id))
  if (event.side !== 'buyer' || event.state === 'draft') await show(Promise.reject(notFound()))
  const lots = event.lots.map(({ id, title, rules: { format, currency, discount } }) => ({
    id,
    title,
    rules: { format, currency, discount },
  }))
  return (
    <NumberFormatProvider format={ctx.actor.numberFormat}>
      <HallScreen id={event.id} title={event.title} buyer={event.buyer.name} lots={lots} />
    </NumberFormatProvider>
  )
}

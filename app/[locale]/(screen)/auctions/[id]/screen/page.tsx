import { HallScreen } from '@/components/auction/hall-screen'
import { NumberFormatProvider } from '@/components/ui/number-format'
import { getEvent } from '@/lib/auction/queries'
import { notFound } from '@/lib/platform/errors'
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

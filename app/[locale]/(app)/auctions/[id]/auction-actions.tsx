import { getTranslations } from 'next-intl/server'
import { cancelEventAction, publishEventAction } from '@/app/actions/sourcing'
import { ActionButton } from '@/components/ui/action-button'
import { ButtonLink } from '@/components/ui/links'
import type { EventDetails } from '@/lib/sourcing/events/views'

/** What the buyer can do with the event as a whole. */
export async function AuctionActions({ event, sources }: { event: EventDetails; sources: boolean }) {
  const t = await getTranslations('auctions')
  const pending = event.lots.every((lot) => lot.phase === 'pending')
  return (
    <>
      {['published', 'closed'].includes(event.state) && (
        <ButtonLink variant="default" href={`/auctions/${event.id}/screen`} target="_blank">
          {t('screen')}
        </ButtonLink>
      )}
      {sources && (event.state === 'draft' || (event.state === 'published' && pending)) && (
        <ActionButton variant="default" action={cancelEventAction} input={{ eventId: event.id }} confirm={t('cancelSure')}>
          {t('cancelEvent')}
        </ActionButton>
      )}
      {sources && event.state === 'draft' && (
        <>
          <ButtonLink variant="default" href={`/auctions/${event.id}/edit`}>
            {t('edit')}
          </ButtonLink>
          <ActionButton action={publishEventAction} input={{ eventId: event.id }} done={t('publishedNotice')}>
            {t('publish', { count: event.invitations.length })}
          </ActionButton>
        </>
      )}
    </>
  )
}

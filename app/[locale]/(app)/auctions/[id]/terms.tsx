import { Alert, Card, Group, Stack, Text, Title } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { answerInvitationAction } from '@/app/actions/sourcing'
import { ActionButton } from '@/components/ui/action-button'
import type { EventDetails } from '@/lib/sourcing/events/views'

/** The terms, for an invited supplier who has not accepted them. */
export async function Terms({ event }: { event: EventDetails }) {
  const t = await getTranslations('auctions')
  return (
    <Card withBorder>
      <Stack>
        <Title order={2}>{t('acceptTerms')}</Title>
        <Text style={{ whiteSpace: 'pre-wrap' }}>{event.terms || t('noTerms')}</Text>
        {event.invitation?.state === 'declined' && <Alert color="gray">{t('declinedNotice')}</Alert>}
        <Group>
          <ActionButton action={answerInvitationAction} input={{ eventId: event.id, accept: true }} done={t('acceptedNotice')}>
            {t('accept')}
          </ActionButton>
          {event.invitation?.state === 'invited' && (
            <ActionButton variant="default" action={answerInvitationAction} input={{ eventId: event.id, accept: false }}>
              {t('decline')}
            </ActionButton>
          )}
        </Group>
      </Stack>
    </Card>
  )
}

import { Card, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { revokeSessionAction } from '@/app/actions/identity'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { RelativeTime } from '@/components/ui/relative-time'
import { deviceOf } from '@/lib/parties/identity/device'
import { placeOf } from '@/lib/parties/identity/place'
import { listMySessions } from '@/lib/parties/identity/queries'
import type { ReadContext } from '@/lib/platform/context'

/** Where oneself is signed in. */
export async function SessionsCard({ ctx }: { ctx: ReadContext }) {
  const t = await getTranslations('settings')
  const sessions = await listMySessions(ctx)
  const countries = new Intl.DisplayNames([await getLocale()], { type: 'region' })
  const wordsOf = (place: string | null) => (place === 'house' ? t('ownNetwork') : place && countries.of(place))
  const places = new Map(await Promise.all(sessions.map(async ({ id, address }) => [id, wordsOf(await placeOf(address))] as const)))
  const wordsFor = ({ id, userAgent }: (typeof sessions)[number]) => {
    const device = deviceOf(userAgent)
    const own = id === ctx.actor.sessionId
    if (!device) return t(own ? 'thisSession' : 'otherSession')
    return own ? `${t('browserOn', device)} · ${t('thisSession')}` : t('browserOn', device)
  }
  return (
    <Card withBorder>
      <Title order={2} mb="sm">
        {t('sessions')}
      </Title>
      <DataTable
        caption={t('sessions')}
        columns={[
          { key: 'device', header: t('device') },
          { key: 'address', header: t('networkAddress') },
          { key: 'lastUse', header: t('lastUse') },
          { key: 'since', header: t('since') },
          { key: 'end', header: '' },
        ]}
        rows={sessions.map((session) => ({
          id: session.id,
          cells: {
            device: wordsFor(session),
            address: [places.get(session.id), session.address].filter(Boolean).join(' · '),
            lastUse: <RelativeTime at={session.lastSeenAt.toISOString()} />,
            since: <RelativeTime at={session.createdAt.toISOString()} />,
            end: (
              <ActionButton size="compact-xs" variant="default" action={revokeSessionAction} input={{ sessionId: session.id }}>
                {t('endSession')}
              </ActionButton>
            ),
          },
        }))}
      />
    </Card>
  )
}

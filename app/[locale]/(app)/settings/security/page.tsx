import { Button, Card, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import { LegalHoldForm } from '@/components/parties/identity/legal-hold-form'
import { SecurityPolicyForm } from '@/components/parties/identity/security-policy-form'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatClock, formatDate } from '@/components/ui/format'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { RelativeTime } from '@/components/ui/relative-time'
import { said } from '@/components/ui/said'
import { singleValues } from '@/components/ui/single-values'
import { may } from '@/lib/parties/identity/abilities'
import { listLegalHolds, listMembers, securityPolicy } from '@/lib/parties/identity/queries'
import { listSecurityEvents } from '@/lib/parties/identity/security-log'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import { isUuid } from '@/lib/platform/ids'
import { securityKinds } from '@/lib/platform/security-log/chain'
import { liftLegalHoldAction, placeLegalHoldAction, setSecurityPolicyAction } from '../../../../actions/second-step'
import { pageContext, show } from '../../../../request-context'

interface Query {
  kind?: string
  user?: string
  of?: string
  before?: string
}

const PATH = '/settings/security'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('security'))('title') }
}

/** How the organization's members sign in, and what happened to its accounts and rights. */
export default async function SecurityPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await pageContext()
  const t = await getTranslations('security')
  const query = singleValues(await searchParams)
  const policy = await show(securityPolicy(ctx))
  return (
    <>
      <PageHeader title={t('title')} subtitle={ctx.actor.organizationName} crumbs={[{ href: '/settings', label: t('settings') }]} />
      <Stack>
        <Card withBorder>
          <Title order={2}>{t('policy')}</Title>
          <Text size="sm" c="dimmed" mb="sm">
            {t('policyText')}
          </Text>
          <SecurityPolicyForm action={setSecurityPolicyAction} secondFactor={policy.secondFactor} minutes={policy.idleMinutes} />
        </Card>
        <LegalHolds ctx={ctx} />
        <SecurityLog ctx={ctx} query={query} />
      </Stack>
    </>
  )
}

/** Reasons for which nothing of the organization's goes by its age. */
async function LegalHolds({ ctx }: { ctx: ReadContext }) {
  const t = await getTranslations('security')
  const holds = await listLegalHolds(ctx)
  return (
    <Card withBorder>
      <Title order={2}>{t('holds')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('holdsText')}
      </Text>
      <Stack>
        {holds.length > 0 && (
          <DataTable
            caption={t('holds')}
            columns={[
              { key: 'reason', header: t('holdReason') },
              { key: 'since', header: t('holdSince') },
              { key: 'lift', header: '' },
            ]}
            rows={holds.map((hold) => ({
              id: hold.id,
              cells: {
                reason: hold.reason,
                since: <RelativeTime at={hold.placedAt.toISOString()} />,
                lift: (
                  <ActionButton
                    size="compact-xs"
                    variant="default"
                    action={liftLegalHoldAction}
                    input={{ holdId: hold.id }}
                    confirm={t('liftSure')}
                  >
                    {t('liftHold')}
                  </ActionButton>
                ),
              },
            }))}
          />
        )}
        <LegalHoldForm action={placeLegalHoldAction} />
      </Stack>
    </Card>
  )
}

async function SecurityLog({ ctx, query }: { ctx: ReadContext; query: Query }) {
  const t = await getTranslations('security')
  const [locale, timeZone] = await Promise.all([getLocale() as Promise<Locale>, getTimeZone()])
  const kind = securityKinds.find((each) => each === query.kind)
  const userId = typeof query.user === 'string' && isUuid(query.user) ? query.user : undefined
  const runsInstallation = may('manage', 'Network')(ctx.actor)
  const installation = runsInstallation && query.of === 'installation'
  const before = /^\d{1,9}$/.test(query.before ?? '') ? Number(query.before) : undefined
  const [{ events, next }, { members }] = await Promise.all([
    listSecurityEvents(ctx, { kind, userId, installation }, before),
    listMembers(ctx),
  ])
  const href = (page?: number) => {
    const kept = { kind, user: userId, of: installation ? 'installation' : undefined, before: page?.toString() }
    return `${PATH}?${new URLSearchParams(Object.entries(kept).flatMap(([key, value]) => (value ? [[key, value]] : [])))}`
  }
  return (
    <Card withBorder>
      <Group justify="space-between">
        <Title order={2}>{t('log')}</Title>
        {/* A download, not a page: the browser fetches it past the router. */}
        <Button
          component="a"
          variant="default"
          size="compact-sm"
          href={`/api/security-events${installation ? '?of=installation' : ''}`}
          download
        >
          {t('export')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {t('logText')}
      </Text>
      <Stack gap="sm">
        <form method="get">
          <Group align="flex-end" gap="xs">
            <NativeSelect
              label={t('kind')}
              name="kind"
              defaultValue={kind ?? ''}
              data={[{ value: '', label: t('all') }, ...securityKinds.map((value) => ({ value, label: t(`is.${value}`) }))]}
            />
            <NativeSelect
              label={t('person')}
              name="user"
              defaultValue={userId ?? ''}
              data={[{ value: '', label: t('all') }, ...members.map(({ user }) => ({ value: user.id, label: user.name }))]}
            />
            {runsInstallation && (
              <NativeSelect
                label={t('of')}
                name="of"
                defaultValue={installation ? 'installation' : ''}
                data={[
                  { value: '', label: ctx.actor.organizationName },
                  { value: 'installation', label: t('ofInstallation') },
                ]}
              />
            )}
            <Button type="submit" variant="default">
              {t('show')}
            </Button>
          </Group>
        </form>
        {events.length === 0 ? (
          <EmptyState title={t('none')} text={t('noneText')} />
        ) : (
          <DataTable
            caption={t('log')}
            columns={[
              { key: 'at', header: t('at') },
              { key: 'what', header: t('kind') },
              { key: 'who', header: t('person') },
              { key: 'about', header: t('about') },
              { key: 'address', header: t('address') },
            ]}
            rows={events.map((event) => ({
              id: String(event.seq),
              cells: {
                at: `${formatDate(event.at, locale, timeZone)} ${formatClock(event.at, locale, timeZone)}`,
                what: said(t, `is.${event.kind}`),
                who: event.who ?? (event.apiTokenId ? t('program') : t('nobody')),
                about: [event.whom, detailOf(event.about, (key) => said(t, `detail.${key}`))].filter(Boolean).join(' · '),
                address: event.address ?? '',
              },
            }))}
          />
        )}
        <Pager first={before !== undefined ? href() : null} next={next === null ? null : href(next)} />
      </Stack>
    </Card>
  )
}

/** What an entry is about, in a few words: how somebody signed in, which roles, which command was refused. */
function detailOf(about: unknown, word: (key: string) => string): string {
  const { by, what, command, after, roles, scopes } = about as Record<string, unknown>
  const lists = [after, roles, scopes].filter(Array.isArray).map((each) => each.join(', '))
  const words = [by, what].filter((each) => typeof each === 'string').map((each) => word(each.replaceAll(' ', '_')))
  return [...words, ...lists, ...(typeof command === 'string' ? [command] : [])].join(' · ')
}

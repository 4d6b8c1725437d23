import { Button, Card, Group, NativeSelect, Stack, Text, TextInput, Timeline, TimelineItem, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { rollBackVirtualCatalogAction } from '@/app/actions/virtual'
import { VersionChanges } from '@/components/catalog/virtual/version-changes'
import { ActionButton } from '@/components/ui/action-button'
import { formatTime } from '@/components/ui/format'
import { PageHeader } from '@/components/ui/page-header'
import { said } from '@/components/ui/said'
import { singleValues } from '@/components/ui/single-values'
import { StateBadge } from '@/components/ui/state-badge'
import { getVirtualCatalog } from '@/lib/catalog/virtual/queries'
import { compareVersions } from '@/lib/catalog/virtual/version-queries'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import { pageContext, show } from '../../../../../request-context'

interface Query {
  from?: string
  to?: string
  percent?: string
}

const PERCENT = /^\d{1,3}(\.\d{1,2})?$/

type Catalog = Awaited<ReturnType<typeof getVirtualCatalog>>

/** The versions of a virtual catalog: any two of them compared, and any earlier one shown again. */
export default async function VersionsPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Query> }) {
  const ctx = await pageContext()
  const t = await getTranslations('catalogs')
  const locale = (await getLocale()) as Locale
  const { id } = await params
  const query = singleValues(await searchParams)
  const catalog = await show(getVirtualCatalog(ctx, id))
  const numbers = catalog.versions.filter(({ publishedAt }) => publishedAt !== null).map(({ number }) => number)
  const asked = (text: string | undefined) => numbers.find((number) => String(number) === text)
  const to = asked(query.to) ?? numbers[0] ?? 0
  const from = asked(query.from) ?? numbers[numbers.indexOf(to) + 1] ?? 0
  const percent = query.percent && PERCENT.test(query.percent) ? Number(query.percent) : 0
  const { changes, more } = await compareVersions(ctx, catalog, from, to, percent)
  const options = numbers.map(String)
  return (
    <>
      <PageHeader
        title={t('versions')}
        crumbs={[
          { href: '/catalogs', label: t('title') },
          { href: `/catalogs/${id}`, label: catalog.name },
        ]}
      />
      <Stack>
        {numbers.length > 0 && (
          <Card withBorder>
            <Stack gap="sm">
              <CompareForm from={from} options={options} to={to} percent={percent} />
              <VersionChanges changes={changes} more={more} locale={locale} numbers={ctx.actor.numberFormat} />
            </Stack>
          </Card>
        )}
        <Card withBorder>
          <Title order={2} mb="sm">
            {t('history')}
          </Title>
          {catalog.versions.length === 0 ? (
            <Text c="dimmed">{t('neverPublished')}</Text>
          ) : (
            <Timeline bulletSize={14} lineWidth={2} active={catalog.versions.length}>
              {catalog.versions.map((version) => (
                <TimelineItem key={version.number} title={<VersionTitle version={version} />}>
                  <VersionText version={version} ctx={ctx} catalog={catalog} />
                </TimelineItem>
              ))}
            </Timeline>
          )}
        </Card>
      </Stack>
    </>
  )
}

async function CompareForm({ from, options, to, percent }: { from: number; options: string[]; to: number; percent: number }) {
  const t = await getTranslations('catalogs')
  return (
    <form>
      <Group gap="xs" align="flex-end">
        <NativeSelect
          label={t('fromVersion')}
          name="from"
          defaultValue={String(from)}
          data={[...options, { value: '0', label: t('noVersion') }]}
        />
        <NativeSelect label={t('toVersion')} name="to" defaultValue={String(to)} data={options} />
        <TextInput label={t('priceMovedBy')} name="percent" inputMode="decimal" rightSection="%" defaultValue={String(percent)} w={150} />
        <Button type="submit" variant="default">
          {t('compareButton')}
        </Button>
      </Group>
    </form>
  )
}

async function VersionTitle({ version }: { version: Catalog['versions'][number] }) {
  const t = await getTranslations('catalogs')
  return (
    <Group gap="xs">
      {t('versionTitle', { number: version.number, source: said(t, `source.${version.source}`) })}
      <StateBadge state={version.state}>{t(`state.${version.state}`)}</StateBadge>
    </Group>
  )
}

interface VersionTextProps {
  version: Catalog['versions'][number]
  ctx: ReadContext
  catalog: Catalog
}

/** What the version changed, when, by whom; and the way back to it. */
async function VersionText({ version, ctx, catalog }: VersionTextProps) {
  const t = await getTranslations('catalogs')
  const locale = (await getLocale()) as Locale
  return (
    <>
      <Text size="sm">{t('changes', { added: version.added, changed: version.changed, removed: version.removed })}</Text>
      <Text size="xs" c="dimmed">
        {formatTime(version.publishedAt ?? version.decidedAt ?? version.checkedAt ?? ctx.now, locale, ctx.actor.timeZone)}
        {version.publishedBy && ` · ${catalog.userNames[version.publishedBy] ?? ''}`}
      </Text>
      {version.state === 'superseded' && (
        <ActionButton
          size="compact-xs"
          variant="default"
          action={rollBackVirtualCatalogAction}
          input={{ catalogId: catalog.id, expected: catalog.publishedVersion, version: version.number }}
          confirm={t('rollBackSure', { number: version.number })}
          done={t('rolledBack')}
        >
          {t('rollBack')}
        </ActionButton>
      )}
    </>
  )
}

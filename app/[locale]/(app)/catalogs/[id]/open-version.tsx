import { Alert, Badge, Card, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { decideVersionAction, publishVersionAction, submitVersionAction, withdrawVersionAction } from '@/app/actions/virtual'
import { PublishForm } from '@/components/catalog/virtual/publish-form'
import { ReviewForm } from '@/components/catalog/virtual/review-form'
import { VersionChanges } from '@/components/catalog/virtual/version-changes'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { formatTime } from '@/components/ui/format'
import { StateBadge } from '@/components/ui/state-badge'
import type { getVirtualCatalog } from '@/lib/catalog/virtual/queries'
import { type VersionStep, versionLifecycle } from '@/lib/catalog/virtual/states'
import { compareVersions, versionProblems, versionRemarks } from '@/lib/catalog/virtual/version-queries'
import { offeredSteps } from '@/lib/documents/lifecycle/model'
import type { ReadContext } from '@/lib/platform/context'
import { type Locale, localText } from '@/lib/platform/i18n/locales'

interface Props {
  ctx: ReadContext
  catalog: Awaited<ReturnType<typeof getVirtualCatalog>>
  version: Awaited<ReturnType<typeof getVirtualCatalog>>['versions'][number]
}

/** A version on its way to being published: what it changes, what is wrong with it, and who has to do what next. */
export async function OpenVersion({ ctx, catalog, version }: Props) {
  const t = await getTranslations('catalogs')
  const locale = (await getLocale()) as Locale
  const numbers = ctx.actor.numberFormat
  const { number, state } = version
  const [problems, remarks, { changes, more }] = await Promise.all([
    versionProblems(ctx, catalog, number),
    versionRemarks(ctx, catalog, number),
    state === 'sent_back' ? { changes: [], more: false } : compareVersions(ctx, catalog, catalog.publishedVersion ?? 0, number, 0),
  ])
  const stale = version.checkedAt !== null && version.checkedAt < catalog.changedAt
  const key = { catalogId: catalog.id, number }
  const done: [string, Date | null, string | null][] = [
    [t('checkedAt'), version.checkedAt, null],
    [t('submittedAt'), version.submittedAt, version.submittedBy],
    [t(state === 'sent_back' ? 'sentBackAt' : 'acceptedAt'), version.decidedAt, version.decidedBy],
    [t('willBePublished'), version.publishAt, null],
  ]
  return (
    <Card withBorder component="section" aria-label={t('onItsWay')}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Group gap="xs">
            <Title order={2}>{t('versionNumber', { number })}</Title>
            <StateBadge state={state}>{t(`state.${state}`)}</StateBadge>
          </Group>
          {state !== 'sent_back' && (
            <ActionButton size="xs" variant="default" action={withdrawVersionAction} input={key}>
              {t('withdraw')}
            </ActionButton>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {done
            .filter(([, at]) => at !== null)
            .map(
              ([label, at, by]) =>
                `${label} ${formatTime(at as Date, locale, ctx.actor.timeZone)}${by ? ` (${catalog.userNames[by] ?? ''})` : ''}`,
            )
            .join(' · ')}
        </Text>
        {stale && state !== 'sent_back' && <Alert color="blue">{t('stale')}</Alert>}
        {remarks.length > 0 && <Remarks remarks={remarks} locale={locale} />}
        {problems.length > 0 && <Problems problems={problems} locale={locale} />}
        {state !== 'sent_back' && (
          <details className="more">
            <summary>{t('changes', { added: version.added, changed: version.changed, removed: version.removed })}</summary>
            <VersionChanges changes={changes} more={more} locale={locale} numbers={numbers} />
          </details>
        )}
        <NextStep ctx={ctx} catalog={catalog} version={version} changes={changes} blocked={problems.some(({ blocking }) => blocking)} />
      </Stack>
    </Card>
  )
}

/** What reviewers said of it. */
async function Remarks({ remarks, locale }: { remarks: Awaited<ReturnType<typeof versionRemarks>>; locale: Locale }) {
  const t = await getTranslations('catalogs')
  return (
    <Alert color="orange" title={t('remarks')}>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {remarks.map((remark) => (
          <li key={`${remark.offerId} ${remark.text}`}>
            {remark.part ? `${remark.part}, ${localText(remark.name ?? {}, locale)}: ` : ''}
            {remark.text} ({remark.by})
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** What is wrong with it, or worth a look. */
async function Problems({ problems, locale }: { problems: Awaited<ReturnType<typeof versionProblems>>; locale: Locale }) {
  const t = await getTranslations('catalogs')
  return (
    <DataTable
      caption={t('problems')}
      columns={[
        { key: 'offer', header: t('offer') },
        { key: 'problem', header: t('problem') },
      ]}
      rows={problems.map((problem) => ({
        id: `${problem.offerId} ${problem.code}`,
        cells: {
          offer: `${problem.part} · ${localText(problem.name, locale)} · ${problem.supplier}`,
          problem: (
            <>
              <Badge color={problem.blocking ? 'red' : 'orange'}>{t(problem.blocking ? 'blocking' : 'worthALook')}</Badge>{' '}
              {t(`problemOf.${problem.code}`)}
            </>
          ),
        },
      }))}
    />
  )
}

interface NextStepProps extends Props {
  changes: Awaited<ReturnType<typeof compareVersions>>['changes']
  /** a problem stands against publishing it */
  blocked: boolean
}

/** What can be done with it now, by whom. */
async function NextStep({ ctx, catalog, version, changes, blocked }: NextStepProps) {
  const t = await getTranslations('catalogs')
  const locale = (await getLocale()) as Locale
  const { number, state } = version
  const key = { catalogId: catalog.id, number }
  const steps = offeredSteps(versionLifecycle, { state, side: 'manager', facts: catalog })
  const offers = (step: VersionStep) => steps.some((each) => each.step === step && each.hindrance === null)
  const own = version.submittedBy === ctx.actor.userId
  return (
    <>
      {offers('submit') && catalog.needsSecond && (
        <Group>
          <ActionButton action={submitVersionAction} input={key} disabled={blocked} done={t('submittedDone')}>
            {t('submit')}
          </ActionButton>
        </Group>
      )}
      {state === 'submitted' &&
        (own ? (
          <Text size="sm">{t('othersDecide')}</Text>
        ) : (
          <ReviewForm
            catalogId={catalog.id}
            number={number}
            action={decideVersionAction}
            lines={changes.map((row) => ({ id: row.offerId, label: `${row.part} ${localText(row.name, locale)}` }))}
          />
        ))}
      {offers('publish') && (
        <PublishForm
          catalogId={catalog.id}
          number={number}
          expected={catalog.publishedVersion}
          publishAt={version.publishAt?.toISOString() ?? null}
          action={publishVersionAction}
          disabled={blocked}
        />
      )}
    </>
  )
}

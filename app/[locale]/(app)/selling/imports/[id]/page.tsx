import { Alert, Anchor, Badge, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { cancelImportAction, checkImportAction, chooseReadingAction, publishImportAction } from '@/app/actions/offers'
import { ColumnMapping } from '@/components/catalog/offers/column-mapping'
import { ImportProgress } from '@/components/catalog/offers/import-progress'
import { PublishImport } from '@/components/catalog/offers/publish-import'
import { ReadingForm } from '@/components/catalog/offers/reading-form'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { formatUnitPrice } from '@/components/ui/format'
import { ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { said } from '@/components/ui/said'
import type { ColumnTargets } from '@/lib/catalog/formats/model'
import type { ProblemReason, RowProblem, WarningReason } from '@/lib/catalog/formats/read-row'
import { catalogChoice, type Reading } from '@/lib/catalog/formats/schemas'
import { problemText } from '@/lib/catalog/formats/views'
import { listBadRows, listWarnings, ownImport, previewImport } from '@/lib/catalog/imports/queries'
import { publishableNetworks, publishedIn } from '@/lib/catalog/offers/queries'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import type { Translate } from '@/lib/platform/i18n/translator'
import { pageContext, show } from '../../../../../request-context'

/** Rows with something wrong that are shown; the download has all. */
const SHOWN = 50

type Import = Awaited<ReturnType<typeof ownImport>>

/** An import in its steps: columns, check, publish; the third is a list of problems with what to do about each. */
export default async function ImportPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('imports')
  const numbers = ctx.actor.numberFormat
  const { id } = await params
  const row = await show(ownImport(ctx, id))
  const checked = row.state === 'checked'
  const [bad, warned, preview] = await Promise.all([
    checked || row.state === 'published' ? listBadRows(ctx, id, { take: SHOWN }) : [],
    checked ? listWarnings(ctx, id, SHOWN) : null,
    checked ? previewImport(ctx, id) : [],
  ])
  const manages = may('manage', 'Catalog')(ctx.actor)
  const running = ['checking', 'publishing', 'scheduled'].includes(row.state)
  return (
    <>
      <PageHeader
        title={row.fileName}
        crumbs={[
          { href: '/selling', label: t('catalogs') },
          { href: `/selling/${row.catalog.id}`, label: row.catalog.name },
        ]}
        action={
          manages &&
          ['uploaded', 'checking', 'checked', 'scheduled', 'failed'].includes(row.state) && (
            <ActionButton variant="default" action={cancelImportAction} input={{ importId: id }} goTo={`/selling/${row.catalog.id}`}>
              {t('giveUp')}
            </ActionButton>
          )
        }
      />
      <Stack>
        {running && (
          <ImportProgress importId={id} state={row.state} rowsDone={row.rowsDone} publishAt={row.publishAt?.toISOString() ?? null} />
        )}
        {row.state === 'failed' && (
          <Alert color="red" title={t('failed')}>
            {t.has(`error.${row.error}` as never) ? said(t, `error.${row.error}`) : t('error.unexpected')}
          </Alert>
        )}
        {row.state === 'published' && <Published row={row} ctx={ctx} />}
        {row.state === 'cancelled' && <Alert color="gray">{t('cancelled')}</Alert>}
        {manages && ['uploaded', 'failed', 'checked'].includes(row.state) && <Mapping id={id} row={row} checked={checked} />}
        {checked && <Checked row={row} ctx={ctx} id={id} />}
        {bad.length > 0 && <BadRows row={row} id={id} bad={bad} />}
        {warned && warned.count > 0 && <Warnings {...warned} />}
        {preview.length > 0 && <Preview preview={preview} numbers={numbers} />}
      </Stack>
    </>
  )
}

const Count = ({ label, value, colour }: { label: string; value: number; colour: string }) => (
  <Card withBorder padding="sm">
    <Text size="sm" c="dimmed">
      {label}
    </Text>
    <Text size="xl" fw={600} c={colour === 'gray' ? undefined : `var(--mantine-color-${colour}-light-color)`}>
      {value}
    </Text>
  </Card>
)

interface BadRowsProps {
  row: Import
  id: string
  bad: Awaited<ReturnType<typeof listBadRows>>
}

/** What is wrong with which row, and what to do about it. */
async function BadRows({ row, id, bad }: BadRowsProps) {
  const t = await getTranslations('imports')
  const locale = (await getLocale()) as Locale
  return (
    <Card withBorder>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('badRows', { count: row.bad })}</Title>
        <Anchor href={`/api/imports/${id}/problems?lang=${locale}`}>{t('downloadBad')}</Anchor>
      </Group>
      <DataTable
        caption={t('badRows', { count: row.bad })}
        columns={problemColumns(t)}
        rows={bad.flatMap((line) => problemRows(line.row, line.problems, t, locale))}
      />
      {row.bad > bad.length && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('moreBad', { count: row.bad - bad.length })}
        </Text>
      )}
    </Card>
  )
}

/** What was done with values that are taken. */
async function Warnings({ count, rows }: Awaited<ReturnType<typeof listWarnings>>) {
  const t = await getTranslations('imports')
  const locale = (await getLocale()) as Locale
  return (
    <Card withBorder>
      <Title order={2}>{t('warnings', { count })}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('warningsText')}
      </Text>
      <DataTable
        caption={t('warnings', { count })}
        columns={problemColumns(t)}
        rows={rows.flatMap((line) => problemRows(line.row, line.warnings, t, locale))}
      />
      {count > rows.length && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('moreWarnings', { count: count - rows.length })}
        </Text>
      )}
    </Card>
  )
}

type Words = Awaited<ReturnType<typeof getTranslations<'imports'>>>

const problemColumns = (t: Words) => [
  { key: 'row', header: t('row'), numeric: true },
  { key: 'field', header: t('fieldLabel') },
  { key: 'value', header: t('value') },
  { key: 'reason', header: t('reasonLabel') },
]

const problemRows = (row: number, problems: readonly RowProblem<ProblemReason | WarningReason>[], t: Words, locale: Locale) =>
  problems.map((problem, index) => ({
    id: `${row}-${index}`,
    cells: {
      row,
      field: t.has(`target.${problem.field}` as never) ? said(t, `target.${problem.field}`) : problem.field,
      value: problem.value || <Badge color="gray">{t('blank')}</Badge>,
      reason: problemText(t as unknown as Translate, problem, locale),
    },
  }))

const colours = { add: 'green', change: 'blue', remove: 'orange' } as const
const words = { add: 'added', change: 'changed', remove: 'removed' } as const

interface PreviewProps {
  preview: Awaited<ReturnType<typeof previewImport>>
  numbers: NumberFormat
}

/** Some of what would change. */
async function Preview({ preview, numbers }: PreviewProps) {
  const t = await getTranslations('imports')
  const locale = (await getLocale()) as Locale
  return (
    <Card withBorder>
      <Title order={2} mb="xs">
        {t('preview')}
      </Title>
      <DataTable
        caption={t('preview')}
        columns={[
          { key: 'action', header: t('action') },
          { key: 'part', header: t('target.part') },
          { key: 'name', header: t('target.nameEn') },
          { key: 'before', header: t('before'), numeric: true },
          { key: 'after', header: t('after'), numeric: true },
        ]}
        rows={preview.map((line) => ({
          id: line.part,
          cells: {
            action: <Badge color={colours[line.action]}>{t(words[line.action])}</Badge>,
            part: line.part,
            name: localText(line.content.name, locale),
            before: line.before?.breaks[0] ? formatUnitPrice(line.before.breaks[0].price, line.before.currency, numbers) : '–',
            after:
              line.action !== 'remove' && line.content.breaks[0]
                ? formatUnitPrice(line.content.breaks[0].price, line.content.currency, numbers)
                : '–',
          },
        }))}
      />
    </Card>
  )
}

/** What was published, and who sees it. */
async function Published({ row, ctx }: { row: Import; ctx: ReadContext }) {
  const t = await getTranslations('imports')
  const networks = await publishedIn(ctx, row.catalogId)
  return (
    <>
      <Alert color="green">
        <Group justify="space-between">
          {t('published', { version: row.version ?? 0, added: row.added, changed: row.changed, removed: row.removed })}
          <ButtonLink variant="default" size="xs" href={`/selling/${row.catalogId}/offers`}>
            {t('toOffers')}
          </ButtonLink>
        </Group>
      </Alert>
      {networks.length === 0 ? (
        <Alert color="orange">
          <Group justify="space-between">
            {t('nobodySees')}
            <ButtonLink variant="default" size="xs" href={`/selling/${row.catalogId}`}>
              {t('chooseNetworks')}
            </ButtonLink>
          </Group>
        </Alert>
      ) : (
        <Text size="sm">{t('seenIn', { networks: networks.join(', ') })}</Text>
      )}
    </>
  )
}

/** What the file would change, and the button that does it. */
async function Checked({ row, ctx, id }: { row: Import; ctx: ReadContext; id: string }) {
  const t = await getTranslations('imports')
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 5 }}>
        <Count label={t('added')} value={row.added} colour="green" />
        <Count label={t('changed')} value={row.changed} colour="blue" />
        <Count label={t('removed')} value={row.removed} colour="orange" />
        <Count label={t('unchanged')} value={row.unchanged} colour="gray" />
        <Count label={t('bad')} value={row.bad} colour={row.bad > 0 ? 'red' : 'gray'} />
      </SimpleGrid>
      {may('publish', 'Catalog')(ctx.actor) && (
        <PublishImport
          action={publishImportAction}
          importId={id}
          count={row.added + row.changed + row.removed}
          bad={row.bad}
          publishedIn={await publishedIn(ctx, row.catalogId)}
          networks={await publishableNetworks(ctx)}
        />
      )}
    </>
  )
}

function Mapping({ id, row, checked }: { id: string; row: Import; checked: boolean }) {
  const version = JSON.stringify([row.choice, row.reading])
  return (
    <ColumnMapping
      key={version}
      version={version}
      reading={
        <ReadingForm
          action={chooseReadingAction}
          importId={id}
          reading={row.reading as unknown as Reading}
          choice={catalogChoice.parse(row.choice)}
        />
      }
      action={checkImportAction}
      importId={id}
      headers={row.headers}
      sample={row.sample as string[][]}
      targets={row.mapping as ColumnTargets}
      replaceAll={row.replaceAll}
      collapsed={checked}
    />
  )
}

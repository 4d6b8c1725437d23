import { Alert, Badge, Group, Stack, Text } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { DuplicatePair } from '@/components/catalog/duplicates/duplicate-pair'
import { SearchProgress } from '@/components/catalog/duplicates/search-progress'
import { ActionButton } from '@/components/ui/action-button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatTime } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { singleValues } from '@/components/ui/single-values'
import { WhenReady } from '@/components/ui/when-ready'
import { duplicateSearch, listDuplicates } from '@/lib/catalog/duplicates/queries'
import { duplicateStates } from '@/lib/catalog/duplicates/schemas'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import { isUuid } from '@/lib/platform/ids'
import { quoteSeparately } from '@/lib/pricing/quotes/queries'
import { decideDuplicateAction, mergeSureAction, startDuplicateSearchAction } from '../../../../actions/duplicates'
import { pageContext, show } from '../../../../request-context'

/** Products that may be one: proposed with reasons, decided side by side, every decision to be taken back. */
export default async function DuplicatesPage({ searchParams }: { searchParams: Promise<{ state?: string; after?: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('duplicates')
  const locale = (await getLocale()) as Locale
  const query = singleValues(await searchParams)
  const state = duplicateStates.find((each) => each === query.state) ?? 'open'
  const after = query.after && isUuid(query.after) ? query.after : undefined
  const [{ search, counts }, { proposals, next }] = await Promise.all([show(duplicateSearch(ctx)), show(listDuplicates(ctx, state, after))])
  const quotes = await quoteSeparately(ctx, [...new Set(proposals.flatMap(({ sides }) => sides.map(({ id }) => id)))])
  const running = search?.state === 'running'
  const sure = state === 'open' && proposals.some(({ reason }) => reason !== 'similar')
  return (
    <>
      <PageHeader
        title={t('title')}
        crumbs={[{ href: '/catalogs', label: t('catalogs') }]}
        subtitle={
          search?.endedAt
            ? t('lastSearch', {
                at: formatTime(search.endedAt, locale, ctx.actor.timeZone),
                products: search.products,
                found: search.found,
              })
            : t('subtitle')
        }
        action={<SearchActions sure={sure} running={running} />}
      />
      <Stack>
        {running && <SearchProgress progress={search.progress} />}
        {search?.state === 'failed' && <Alert color="red">{t('failed')}</Alert>}
        <Group component="nav" gap="md" aria-label={t('states')}>
          {duplicateStates.map((each) => (
            <AnchorLink key={each} href={`/catalogs/duplicates?state=${each}`} {...(each === state && { 'aria-current': 'page', fw: 600 })}>
              {t(`state.${each}`)} <Badge color="gray">{counts[each] ?? 0}</Badge>
            </AnchorLink>
          ))}
        </Group>
        {proposals.length === 0 ? (
          <EmptyState title={t(`empty.${state}`)} text={t(search ? 'emptyText' : 'neverSearched')} />
        ) : (
          <>
            <Text size="sm" c="dimmed">
              {t('explain')}
            </Text>
            <Pairs proposals={proposals} state={state} ctx={ctx} quotes={quotes} />
          </>
        )}
        <Pager
          first={after ? `/catalogs/duplicates?state=${state}` : null}
          next={next && `/catalogs/duplicates?state=${state}&after=${next}`}
        />
      </Stack>
    </>
  )
}

interface PairsProps {
  proposals: Awaited<ReturnType<typeof listDuplicates>>['proposals']
  state: (typeof duplicateStates)[number]
  ctx: ReadContext
  quotes: Awaited<ReturnType<typeof quoteSeparately>>
}

async function Pairs({ proposals, state, ctx, quotes }: PairsProps) {
  const locale = (await getLocale()) as Locale
  const offersOf = (product: { id: string }) => quotes.get(product.id) ?? []
  return (
    <WhenReady>
      <Stack>
        {proposals.map((pair) => (
          <DuplicatePair
            key={pair.id}
            pair={pair}
            offers={[offersOf(pair.sides[0]), offersOf(pair.sides[1])]}
            state={state}
            decide={decideDuplicateAction}
            locale={locale}
            numbers={ctx.actor.numberFormat}
          />
        ))}
      </Stack>
    </WhenReady>
  )
}

async function SearchActions({ sure, running }: { sure: boolean; running: boolean }) {
  const t = await getTranslations('duplicates')
  return (
    <Group gap="xs">
      {sure && (
        <ActionButton variant="default" action={mergeSureAction} input={{}} done={t('mergedSure')}>
          {t('mergeSure')}
        </ActionButton>
      )}
      <ActionButton action={startDuplicateSearchAction} input={{}} disabled={running}>
        {t('search')}
      </ActionButton>
    </Group>
  )
}

import { Alert, Card, Group, Stack, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { removeComparisonAction, saveComparisonAction } from '@/app/actions/comparison'
import { CostChart } from '@/components/discovery/comparison/cost-chart'
import { Matrix } from '@/components/discovery/comparison/matrix'
import { SaveComparison } from '@/components/discovery/comparison/save-comparison'
import { SpecForm } from '@/components/discovery/comparison/spec-form'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatTime } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { WhenReady } from '@/components/ui/when-ready'
import { addressOf } from '@/lib/discovery/comparison/address-model'
import { compare, getComparison, listComparisons } from '@/lib/discovery/comparison/queries'
import { readAddress } from '@/lib/discovery/comparison/read-address'
import type { ComparisonSpec } from '@/lib/discovery/comparison/schemas'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { isUuid } from '@/lib/platform/ids'
import { unitName } from '@/lib/platform/units/units'
import { mergeProductsAction } from '../../../actions/duplicates'
import { pageContext, show } from '../../../request-context'

/** Products and offers side by side: what differs, what each costs in all; without any the saved comparisons. */
export default async function ComparePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const ctx = await pageContext()
  const query = await searchParams
  const saved = typeof query.saved === 'string' && isUuid(query.saved) ? await show(getComparison(ctx, query.saved)) : null
  const spec = readAddress(query) ?? saved?.spec ?? null
  return spec ? <Comparison ctx={ctx} spec={spec} saved={saved} /> : <Saved ctx={ctx} />
}

async function Comparison({ ctx, spec, saved }: { ctx: ReadContext; spec: ComparisonSpec; saved: { id: string; name: string } | null }) {
  const t = await getTranslations('compare')
  const locale = (await getLocale()) as Locale
  const view = await show(compare(ctx, spec))
  const [first, ...others] = view.products
  const crumbs = [{ href: '/compare', label: t('savedTitle') }]
  if (!first) return <EmptyState title={t('title')} text={t('gone')} action={{ href: '/catalog', label: t('toCatalog') }} />
  const suppliers = new Map(view.offers.map(({ offer }) => [offer.supplierId, offer.supplierName]))
  const countryNames = new Intl.DisplayNames([locale], { type: 'region' })
  const countries = [...new Set(view.offers.map(({ country }) => country))].filter((code) => code !== ctx.actor.country && code !== '')
  const labels = view.offers.map(({ offer, product }) =>
    view.products.length > 1 && spec.offers === 'best' ? localText(view.products[product]?.name ?? {}, locale) : offer.supplierName,
  )
  return (
    <>
      <PageHeader
        title={saved?.name ?? t('title')}
        crumbs={crumbs}
        action={<CompareActions others={others} ctx={ctx} first={first} saved={saved} spec={spec} />}
      />
      <Stack>
        <WhenReady>
          <SpecForm
            key={addressOf(spec)}
            spec={spec}
            saved={saved?.id ?? null}
            suppliers={[...suppliers].map(([id, name]) => ({ id, name }))}
            countries={countries.map((code) => ({ code, name: countryNames.of(code) ?? code }))}
            names={view.names}
            internalUnit={view.internalUnit && unitName(view.internalUnit.unit, locale)}
          />
        </WhenReady>
        {view.left > 0 && <Alert color="blue">{t('left', { count: view.left })}</Alert>}
        <Card withBorder padding="sm">
          <Matrix view={view} currency={ctx.actor.currency} locale={locale} numbers={ctx.actor.numberFormat} />
        </Card>
        {view.offers.some(({ cost }) => cost.total !== null) && (
          <Card withBorder>
            <Title order={2} mb="sm">
              {t('chart')}
            </Title>
            <CostChart offers={view.offers} labels={labels} currency={ctx.actor.currency} />
          </Card>
        )}
      </Stack>
    </>
  )
}

async function Saved({ ctx }: { ctx: ReadContext }) {
  const t = await getTranslations('compare')
  const locale = (await getLocale()) as Locale
  const comparisons = await show(listComparisons(ctx))
  return (
    <>
      <PageHeader title={t('savedTitle')} subtitle={t('savedText')} crumbs={[{ href: '/catalog', label: t('toCatalog') }]} />
      {comparisons.length === 0 ? (
        <EmptyState title={t('nothingSaved')} text={t('empty')} action={{ href: '/catalog', label: t('toCatalog') }} />
      ) : (
        <DataTable
          caption={t('savedTitle')}
          columns={[
            { key: 'name', header: t('name') },
            { key: 'at', header: t('changedAt') },
            { key: 'remove', header: '' },
          ]}
          rows={comparisons.map(({ id, name, changedAt }) => ({
            id,
            href: `/compare?saved=${id}`,
            cells: {
              name: <AnchorLink href={`/compare?saved=${id}`}>{name}</AnchorLink>,
              at: formatTime(changedAt, locale, ctx.actor.timeZone),
              remove: (
                <ActionButton
                  size="compact-xs"
                  variant="default"
                  action={removeComparisonAction}
                  input={{ comparisonId: id }}
                  confirm={t('removeSure', { name })}
                  aria-label={t('removeOf', { name })}
                >
                  {t('remove')}
                </ActionButton>
              ),
            },
          }))}
        />
      )}
    </>
  )
}

interface CompareActionsProps {
  others: { id: string }[]
  ctx: ReadContext
  first: { id: string }
  saved: { id: string; name: string } | null
  spec: ComparisonSpec
}

async function CompareActions({ others, ctx, first, saved, spec }: CompareActionsProps) {
  const t = await getTranslations('compare')
  return (
    <Group gap="xs" align="end">
      {others.length > 0 && may('manage', 'VirtualCatalog')(ctx.actor) && (
        <ActionButton
          variant="default"
          action={mergeProductsAction}
          input={{ headId: first.id, productIds: others.map(({ id }) => id) }}
          done={t('merged')}
          goTo={`/catalog/${first.id}`}
        >
          {t('merge')}
        </ActionButton>
      )}
      <SaveComparison key={saved?.id} spec={spec} saved={saved} keep={saveComparisonAction} />
    </Group>
  )
}

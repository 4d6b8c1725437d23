import { Card, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { MonthBars } from '@/components/insight/reports/month-bars'
import { TradeTable } from '@/components/insight/reports/trade-table'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatDate, formatMoney, formatPercent } from '@/components/ui/format'
import { AnchorLink, ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { singleValues } from '@/components/ui/single-values'
import { auctionSavings, savedByMonth } from '@/lib/insight/reports/auction-savings'
import { handling } from '@/lib/insight/reports/handling'
import type { Side } from '@/lib/insight/reports/scope'
import { spendByInternalCategory, tradeByCategory, tradeByMonth, tradeByPartner } from '@/lib/insight/reports/trade'
import { winRate } from '@/lib/insight/reports/win-rate'
import { may, sidesOf } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { Decimal } from '@/lib/platform/money/decimal'
import { latestRates } from '@/lib/pricing/rates/queries'
import { pageContext, show } from '../../../request-context'

/** Where the money went or came from, what auctions saved, what an order takes: twelve months, each with its definition. */
export default async function ReportsPage({ searchParams }: { searchParams: Promise<{ side?: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('reports')
  const locale = (await getLocale()) as Locale
  const numbers = ctx.actor.numberFormat
  const { buys, sells } = sidesOf(ctx.actor)
  const side: Side = singleValues(await searchParams).side === 'supplier' || !buys ? 'supplier' : 'buyer'
  const rates = await latestRates(ctx)
  const [months, partners, categories, own, effort, savings, won] = await show(
    Promise.all([
      tradeByMonth(ctx, rates, side),
      tradeByPartner(ctx, rates, side),
      tradeByCategory(ctx, rates, side, locale),
      side === 'buyer' ? spendByInternalCategory(ctx, rates) : [],
      handling(ctx, side),
      side === 'buyer' && may('source', 'Auction')(ctx.actor) ? auctionSavings(ctx) : null,
      side === 'supplier' && may('bid', 'Bid')(ctx.actor) ? winRate(ctx) : null,
    ]),
  )
  const saved = savings && savedByMonth(ctx, rates, savings)
  const { currency } = ctx.actor
  const table = { currency, numbers }
  const title = side === 'buyer' ? t('spend') : t('revenue')
  if (months.every((month) => month.count === 0))
    return (
      <EmptyState
        title={t('empty')}
        text={t('emptyText')}
        action={buys ? { href: '/catalog', label: t('toCatalog') } : { href: '/selling', label: t('toSelling') }}
      />
    )
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('period', { currency })}
        action={
          buys &&
          sells && (
            <ButtonLink variant="default" href={side === 'buyer' ? '/reports?side=supplier' : '/reports'}>
              {side === 'buyer' ? t('toRevenue') : t('toSpend')}
            </ButtonLink>
          )
        }
      />
      <Stack>
        <Section title={t('byMonth', { what: title })} definition={t('monthDefinition')}>
          <MonthBars
            label={title}
            currency={currency}
            months={months.map(({ key, amount }) => ({ month: key, amount: amount.toNumber() }))}
          />
        </Section>
        <Groups side={side} partners={partners} table={table} categories={categories} own={own} />
        <Effort effort={effort} won={won} numbers={numbers} saved={saved} currency={currency} />
        {savings && savings.length > 0 && <AuctionsTable savings={savings} ctx={ctx} numbers={numbers} />}
      </Stack>
    </>
  )
}

const Section = ({ title, definition, children }: { title: string; definition: string; children: React.ReactNode }) => (
  <Card withBorder>
    <Stack gap="xs">
      <Title order={2}>{title}</Title>
      {children}
      <Text size="xs" c="dimmed">
        {definition}
      </Text>
    </Stack>
  </Card>
)

const Figure = ({ label, value }: { label: string; value: string }) => (
  <div>
    <Text size="xl" fw={600}>
      {value}
    </Text>
    <Text size="sm" c="dimmed">
      {label}
    </Text>
  </div>
)

interface GroupsProps {
  side: Side
  partners: Awaited<ReturnType<typeof tradeByPartner>>
  table: { currency: string; numbers: NumberFormat }
  categories: Awaited<ReturnType<typeof tradeByCategory>>
  own: Awaited<ReturnType<typeof spendByInternalCategory>>
}

/** By partner and by category. */
async function Groups({ side, partners, table, categories, own }: GroupsProps) {
  const t = await getTranslations('reports')
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Section title={side === 'buyer' ? t('bySupplier') : t('byBuyer')} definition={t('partnerDefinition')}>
        <TradeTable
          name="report-partners"
          caption={side === 'buyer' ? t('bySupplier') : t('byBuyer')}
          by={side === 'buyer' ? t('supplier') : t('buyer')}
          groups={partners}
          {...table}
        />
      </Section>
      <Section title={t('byCategory')} definition={t('categoryDefinition')}>
        <TradeTable name="report-categories" caption={t('byCategory')} by={t('category')} groups={categories} {...table} />
      </Section>
      {own.length > 0 && (
        <Section title={t('byOwnCategory')} definition={t('ownCategoryDefinition')}>
          <TradeTable name="report-own-categories" caption={t('byOwnCategory')} by={t('category')} groups={own} {...table} />
        </Section>
      )}
    </SimpleGrid>
  )
}

interface EffortProps {
  effort: Awaited<ReturnType<typeof handling>>
  won: Awaited<ReturnType<typeof winRate>> | null
  numbers: NumberFormat
  saved: ReturnType<typeof savedByMonth> | null
  currency: string
}

/** What an order takes, and what auctions brought. */
async function Effort({ effort, won, numbers, saved, currency }: EffortProps) {
  const t = await getTranslations('reports')
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Section title={t('handling')} definition={t('handlingDefinition')}>
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          <Figure label={t('orders')} value={String(effort.orders)} />
          <Figure label={t('steps')} value={effort.steps === null ? '–' : String(effort.steps)} />
          <Figure label={t('hoursToAnswer')} value={effort.hoursToAnswer === null ? '–' : String(effort.hoursToAnswer)} />
          <Figure label={t('hoursToReceive')} value={effort.hoursToReceive === null ? '–' : String(effort.hoursToReceive)} />
        </SimpleGrid>
      </Section>
      {won && (
        <Section title={t('winRate')} definition={t('winDefinition')}>
          <Figure
            label={t('wonOf', { won: won.won, lots: won.lots })}
            value={won.lots === 0 ? '–' : formatPercent((won.won / won.lots) * 100, numbers, 0)}
          />
        </Section>
      )}
      {saved && (
        <Section title={t('savings')} definition={t('savingsDefinition')}>
          <MonthBars
            label={t('savings')}
            currency={currency}
            months={saved.map(({ key, amount }) => ({ month: key, amount: amount.toNumber() }))}
          />
        </Section>
      )}
    </SimpleGrid>
  )
}

interface AuctionsTableProps {
  savings: Awaited<ReturnType<typeof auctionSavings>>
  ctx: ReadContext
  numbers: NumberFormat
}

/** The lots that were awarded, and what each saved. */
async function AuctionsTable({ savings, ctx, numbers }: AuctionsTableProps) {
  const t = await getTranslations('reports')
  const locale = (await getLocale()) as Locale
  return (
    <Section title={t('auctions')} definition={t('auctionsDefinition')}>
      <DataTable
        name="report-auctions"
        caption={t('auctions')}
        columns={[
          { key: 'title', header: t('lot') },
          { key: 'awarded', header: t('awarded') },
          { key: 'before', header: t('before'), numeric: true },
          { key: 'price', header: t('price'), numeric: true },
          { key: 'saved', header: t('saved'), numeric: true },
        ]}
        rows={savings.map((lot) => {
          const before = new Decimal(lot.baseline ?? lot.ceiling ?? 0)
          const difference = new Decimal(lot.saved ?? 0)
          return {
            id: `${lot.eventId}/${lot.title}`,
            href: `/auctions/${lot.eventId}`,
            cells: {
              title: <AnchorLink href={`/auctions/${lot.eventId}`}>{lot.title}</AnchorLink>,
              awarded: formatDate(lot.awardedAt, locale, ctx.actor.timeZone),
              before: `${formatMoney(before.toFixed(), lot.currency, numbers)} ${lot.baseline ? t('lastPrice') : t('ceiling')}`,
              price: formatMoney(lot.price, lot.currency, numbers),
              saved: `${formatMoney(difference.toFixed(), lot.currency, numbers)} (${before.isZero() ? '–' : formatPercent(difference.div(before).mul(100).toFixed(1), numbers)})`,
            },
          }
        })}
      />
    </Section>
  )
}

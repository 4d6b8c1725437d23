import { Card, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatMoney, formatNumber, formatTime } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { singleValues } from '@/components/ui/single-values'
import { may } from '@/lib/parties/identity/abilities'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { feeTotals, listFeeEntries } from '@/lib/pricing/fees/queries'
import { pageContext, show } from '../../../request-context'

/** The fee ledger: of an operator's networks every entry, of a member's its own; totals by month above it. */
export default async function FeesPage({ searchParams }: { searchParams: Promise<{ after?: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('fees')
  const locale = (await getLocale()) as Locale
  const numbers = ctx.actor.numberFormat
  const { after } = singleValues(await searchParams)
  const operates = may('manage', 'Network')(ctx.actor)
  const [page, totals] = await Promise.all([show(listFeeEntries(ctx, { after })), show(feeTotals(ctx))])
  return (
    <>
      <PageHeader title={t('title')} subtitle={t(operates ? 'subtitleOperator' : 'subtitle')} />
      {page.entries.length === 0 ? (
        <EmptyState title={t('empty')} text={t('emptyText')} />
      ) : (
        <Stack>
          <ByMonth totals={totals} numbers={numbers} />
          <DataTable
            name="fees"
            caption={t('title')}
            columns={[
              { key: 'at', header: t('at') },
              { key: 'network', header: t('network') },
              ...(operates ? [{ key: 'member', header: t('member') }] : []),
              { key: 'fee', header: t('fee') },
              { key: 'cause', header: t('causeLabel') },
              { key: 'base', header: t('base'), numeric: true },
              { key: 'amount', header: t('amount'), numeric: true },
            ]}
            rows={page.entries.map((entry) => ({
              id: entry.id,
              cells: {
                at: formatTime(entry.at, locale, ctx.actor.timeZone),
                network: entry.network,
                member: entry.organization.name,
                fee: (
                  <>
                    {entry.name}{' '}
                    <Text component="span" size="xs" c="dimmed">
                      {t(`side.${entry.side}`)}
                    </Text>
                  </>
                ),
                cause: entry.order ? (
                  entry.order.own ? (
                    <AnchorLink href={`/orders/${entry.orderId}`}>{entry.order.number}</AnchorLink>
                  ) : (
                    entry.order.number
                  )
                ) : (
                  (entry.lot?.title ?? entry.period)
                ),
                base: entry.period ? formatNumber(entry.base, numbers) : formatMoney(entry.base, entry.currency, numbers),
                amount: formatMoney(entry.amount, entry.currency, numbers),
              },
            }))}
          />
          <Pager first={after ? '/fees' : null} next={page.next && `/fees?after=${page.next}`} />
        </Stack>
      )}
    </>
  )
}

interface ByMonthProps {
  totals: Awaited<ReturnType<typeof feeTotals>>
  numbers: NumberFormat
}

async function ByMonth({ totals, numbers }: ByMonthProps) {
  const t = await getTranslations('fees')
  return (
    <Card withBorder>
      <Title order={2} mb="xs">
        {t('byMonth')}
      </Title>
      <DataTable
        caption={t('byMonth')}
        columns={[
          { key: 'month', header: t('month') },
          { key: 'amount', header: t('amount'), numeric: true },
        ]}
        rows={totals.map((total) => ({
          id: `${total.month} ${total.currency}`,
          cells: { month: total.month, amount: formatMoney(total.amount, total.currency, numbers) },
        }))}
      />
    </Card>
  )
}

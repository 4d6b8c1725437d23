import { Alert, Badge, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { formatMoney, formatNumber, formatPercent, formatQuantity, formatTime } from '@/components/ui/format'
import type { Action } from '@/components/ui/use-action'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import type { AllocationView, ScenarioView } from '@/lib/sourcing/allocation/views'

interface Props {
  split: AllocationView
  locale: Locale
  numbers: NumberFormat
  timeZone: string
  take: Action<{ allocationId: string; scenario: ScenarioView['kind'] }>
}

/** Below this share a solution counts as the best possible. */
const PROVEN = 0.00005

/** The splits that were found, side by side: what each costs, who delivers, when, and who gets which line. */
export function AllocationResult({ split, locale, numbers, timeZone, take }: Props) {
  const t = useTranslations('allocation')
  const { currency, scenarios } = split
  const money = (amount: string) => formatMoney(amount, currency, numbers)
  const least = Math.min(...scenarios.map(({ landed }) => Number(landed)))
  const impossible = split.impossible[0]
  return (
    <Stack gap="sm" component="section" aria-label={t('result')}>
      <Group gap="xs">
        <Title order={2}>{t('result')}</Title>
        <Text size="sm" c="dimmed">
          {t('pricesOf', { at: formatTime(split.createdAt, locale, timeZone) })}
        </Text>
      </Group>
      {split.state === 'failed' && <Alert color="red">{t('failed')}</Alert>}
      {split.interrupted && <Alert color="orange">{t('interrupted')}</Alert>}
      {split.left.length > 0 && (
        <Alert color="orange" title={t('leftOut', { count: split.left.length })}>
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {split.left.map((line) => (
              <li key={line.text}>
                {line.name ? localText(line.name, locale) : line.text}: {t(`left.${line.reason}`)}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {scenarios.length === 0 && impossible && (
        <Alert color="orange" title={t('impossible')}>
          {impossible.hindrance
            ? t(`hindrance.${impossible.hindrance}`, { needed: split.needed, earliest: split.earliest })
            : t('notInTime')}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        {scenarios.map((scenario) => (
          <ScenarioCard key={scenario.kind} {...{ scenario, scenarios, split, least, money, numbers, take }} />
        ))}
      </SimpleGrid>
      {split.limits.length > 0 && <LimitsCost split={split} money={money} />}
      {scenarios.length > 0 && <ByLine split={split} locale={locale} numbers={numbers} />}
    </Stack>
  )
}

function ScenarioCard({
  scenario,
  scenarios,
  split,
  least,
  money,
  numbers,
  take,
}: Pick<Props, 'split' | 'numbers' | 'take'> & {
  scenario: ScenarioView
  scenarios: ScenarioView[]
  least: number
  money(amount: string): string
}) {
  const t = useTranslations('allocation')
  const picked = (each: ScenarioView) => each.picks.map(({ offerId }) => offerId).join()
  const same = scenarios.find((other) => picked(other) === picked(scenario))
  const more = Number(scenario.landed) - least
  return (
    <Card withBorder data-testid="scenario">
      <Stack gap={4} h="100%">
        <Title order={3}>{t(`kind.${scenario.kind}`)}</Title>
        <Text size="xl" fw={600}>
          {money(scenario.landed)}
        </Text>
        <Text size="sm" c="dimmed">
          {more < 0.005 ? t('leastOfAll') : t('above', { percent: formatPercent((more / least) * 100, numbers) })}
        </Text>
        <Text size="sm">
          {t('suppliers', { count: scenario.suppliers })} ·{' '}
          {scenario.days === null ? t('daysUnknown') : t('daysUntil', { days: scenario.days })}
        </Text>
        <Text size="sm" c="dimmed">
          {scenario.gap < PROVEN ? t('proven') : t('gap', { gap: formatPercent(scenario.gap * 100, numbers, 2) })}
        </Text>
        {same && same.kind !== scenario.kind && <Badge color="gray">{t('sameAs', { other: t(`kind.${same.kind}`) })}</Badge>}
        <details className="more">
          <summary>{t('orders', { count: scenario.orders.length })}</summary>
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {scenario.orders.map((order) => (
              <li key={`${order.supplier} ${order.currency}`}>
                <Text size="sm">
                  {order.supplier}: {formatMoney(order.net, order.currency, numbers)}
                  {Number(order.freight) > 0 && ` + ${t('freight', { amount: formatMoney(order.freight, order.currency, numbers) })}`} ·{' '}
                  {t('lineCount', { count: order.lines })}
                </Text>
              </li>
            ))}
          </ul>
        </details>
        <ActionButton
          mt="auto"
          action={take}
          input={{ allocationId: split.id, scenario: scenario.kind }}
          goTo="/cart"
          variant={scenario.kind === 'balanced' ? 'filled' : 'default'}
        >
          {t('take')}
        </ActionButton>
      </Stack>
    </Card>
  )
}

function ByLine({ split, locale, numbers }: Pick<Props, 'split' | 'locale' | 'numbers'>) {
  const t = useTranslations('allocation')
  const { currency, scenarios } = split
  const money = (amount: string) => formatMoney(amount, currency, numbers)
  return (
    <Card withBorder>
      <DataTable
        caption={t('byLine')}
        name="split"
        columns={[
          { key: 'line', header: t('line') },
          { key: 'quantity', header: t('quantity'), numeric: true },
          ...scenarios.map(({ kind }) => ({ key: kind, header: t(`kind.${kind}`), numeric: true })),
        ]}
        rows={split.lines.map((line, index) => ({
          id: String(index),
          cells: {
            line: localText(line.name, locale),
            quantity: formatNumber(line.quantity, numbers),
            ...Object.fromEntries(
              scenarios.map(({ kind, picks }) => {
                const pick = picks[index]
                return [
                  kind,
                  pick && (
                    <>
                      {money(pick.converted)}
                      <Text size="xs" c={pick.offerId === scenarios[0]?.picks[index]?.offerId ? 'dimmed' : 'var(--stoa-warn)'}>
                        {pick.supplierName}
                        {pick.quantity !== line.quantity && ` · ${formatQuantity(pick.quantity, pick.unit, numbers, locale)}`}
                      </Text>
                    </>
                  ),
                ]
              }),
            ),
          },
        }))}
      />
    </Card>
  )
}

function LimitsCost({ split, money }: Pick<Props, 'split'> & { money: (amount: string) => string }) {
  const t = useTranslations('allocation')
  return (
    <Card withBorder>
      <Title order={3}>{t('limitsCost')}</Title>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {split.limits.map(({ limit, saves }) => (
          <li key={limit}>
            {t(`limit.${limit}`)}: {saves === null ? t('unknownCost') : Number(saves) === 0 ? t('costsNothing') : money(saves)}
          </li>
        ))}
      </ul>
    </Card>
  )
}

import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import {
  addProductAction,
  addRowsAction,
  applyAllocationAction,
  cancelAllocationAction,
  removeListAction,
  removeListLineAction,
  renameListAction,
  setListLineAction,
  startAllocationAction,
} from '@/app/actions/lists'
import { AddLines } from '@/components/purchasing/lists/add-lines'
import { ListLines } from '@/components/purchasing/lists/list-lines'
import { AllocationForm } from '@/components/sourcing/allocation/allocation-form'
import { SplitProgressCard } from '@/components/sourcing/allocation/allocation-progress'
import { AllocationResult } from '@/components/sourcing/allocation/allocation-result'
import { ActionButton } from '@/components/ui/action-button'
import { PageHeader } from '@/components/ui/page-header'
import { Rename } from '@/components/ui/rename'
import type { ReadContext } from '@/lib/platform/context'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { getBuyingList, quoteList } from '@/lib/purchasing/lists/queries'
import { getAllocation, lastAllocation } from '@/lib/sourcing/allocation/queries'
import { allocationOptions } from '@/lib/sourcing/allocation/schemas'
import { pageContext, show } from '../../../../request-context'

/** A list: its lines at their best prices, and who should get which of them. */
export default async function BuyingListPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('lists')
  const locale = (await getLocale()) as Locale
  const { id } = await params
  const list = await show(getBuyingList(ctx, id))
  const [quotes, last] = await Promise.all([quoteList(ctx, list), lastAllocation(ctx, id)])
  const split = last && last.state !== 'running' ? await getAllocation(ctx, last.id) : null
  const rename = async (name: string) => {
    'use server'
    return renameListAction({ listId: id, name })
  }
  const lines = list.lines.map((line) => lineView(line, quotes, locale))
  return (
    <>
      <PageHeader
        title={list.name}
        crumbs={[{ href: '/lists', label: t('title') }]}
        subtitle={t('count', { count: lines.length })}
        action={
          <Group gap="xs">
            <Rename name={list.name} action={rename} />
            <ActionButton variant="default" action={removeListAction} input={{ listId: id }} confirm={t('removeSure')} goTo="/lists">
              {t('remove')}
            </ActionButton>
          </Group>
        }
      />
      <Stack>
        <Card withBorder>
          <Stack gap="sm">
            {lines.length === 0 ? (
              <Text c="dimmed">{t('noLines')}</Text>
            ) : (
              <ListLines
                lines={lines}
                currency={ctx.actor.currency}
                locale={locale}
                set={setListLineAction}
                remove={removeListLineAction}
              />
            )}
            <AddLines listId={id} addRows={addRowsAction} addProduct={addProductAction} locale={locale} />
          </Stack>
        </Card>
        {lines.length > 0 && <SplitCard last={last} id={id} ctx={ctx} />}
        {split && (
          <AllocationResult
            split={split}
            locale={locale}
            numbers={ctx.actor.numberFormat}
            timeZone={ctx.actor.timeZone}
            take={applyAllocationAction}
          />
        )}
      </Stack>
    </>
  )
}

interface SplitCardProps {
  last: Awaited<ReturnType<typeof lastAllocation>>
  id: string
  ctx: ReadContext
}

async function SplitCard({ last, id, ctx }: SplitCardProps) {
  const t = await getTranslations('lists')
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Title order={2}>{t('splitTitle')}</Title>
        <Text size="sm" c="dimmed">
          {t('splitText')}
        </Text>
        <AllocationForm
          key={last?.id ?? 'first'}
          listId={id}
          action={startAllocationAction}
          options={allocationOptions.parse(last?.options ?? {})}
          currency={ctx.actor.currency}
          running={last?.state === 'running'}
        />
        {last?.state === 'running' && <SplitProgressCard allocationId={last.id} cancel={cancelAllocationAction} />}
      </Stack>
    </Card>
  )
}

type List = Awaited<ReturnType<typeof getBuyingList>>
type Quotes = Awaited<ReturnType<typeof quoteList>>

/** A line with the best offer for what it asks. */
function lineView(line: List['lines'][number], quotes: Quotes, locale: Locale) {
  const offers = line.product ? (quotes.get(line.product.id) ?? []) : []
  const [best] = offers
  return {
    id: line.id,
    text: line.text,
    guessed: line.guessed,
    quantity: line.quantity,
    product: line.product && { id: line.product.id, name: localText(line.product.name, locale) },
    offers: offers.length,
    best: best
      ? {
          supplier: best.supplierName,
          quantity: best.quantity,
          unit: best.unit,
          net: best.converted,
          unitPrice: best.unitPrice,
          currency: best.currency,
        }
      : null,
  }
}

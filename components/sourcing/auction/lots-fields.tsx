'use client'

import { ActionIcon, Button, Card, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { AuctionDraft } from '@/components/sourcing/auction/auction-draft'
import { TableFile } from '@/components/ui/table-file'
import type { TableProblem } from '@/lib/platform/files/headed-table'
import { amountUnit, bidsRise, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { FileLot } from '@/lib/sourcing/events/schemas'
import { type DraftFields, draftLot, emptyLine } from './auction-draft'
import { ceilingWord } from './ceiling-word'

/** The lots of an auction with their lines and the prices that frame each. */
export function LotsFields({ form, error }: DraftFields) {
  const t = useTranslations('auctions')
  return (
    <>
      {form.values.lots.map((lot, lotIndex) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lots have no identity before they are saved
        <LotFields key={lotIndex} form={form} error={error} lotIndex={lotIndex} lot={lot} />
      ))}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            form.insertListItem('lots', {
              title: t('lot', { number: form.values.lots.length + 1 }),
              ceiling: '',
              reserve: '',
              floor: '',
              lines: [emptyLine()],
            })
          }
        >
          {t('addLot')}
        </Button>
        <TableFile<{ lots: FileLot[]; problems: TableProblem[] }>
          url="/api/lot-files"
          label={t('lotsFromFile')}
          onRead={({ lots }) =>
            form.setFieldValue(
              'lots',
              lots.map((lot, index) => draftLot(lot, lot.title || t('lot', { number: index + 1 }))),
            )
          }
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('lotsFromFileText')}
      </Text>
    </>
  )
}

interface LineFieldsProps extends Pick<DraftFields, 'form' | 'error'> {
  lineIndex: number
  lotIndex: number
  discount: boolean
  lot: AuctionDraft['lots'][number]
}

/** One line of a lot. */
function LineFields({ form, error, lineIndex, lotIndex, discount, lot }: LineFieldsProps) {
  const t = useTranslations('auctions')
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        label={lineIndex === 0 ? t('line') : undefined}
        aria-label={t('line')}
        required
        style={{ flex: 1, minWidth: 180 }}
        {...form.getInputProps(`lots.${lotIndex}.lines.${lineIndex}.name`)}
        error={error(`lots.${lotIndex}.lines.${lineIndex}.name`)}
      />
      <NumberInput
        hideControls
        min={0}
        label={lineIndex === 0 ? t('quantity') : undefined}
        aria-label={t('quantity')}
        w={100}
        required
        {...form.getInputProps(`lots.${lotIndex}.lines.${lineIndex}.quantity`)}
        error={error(`lots.${lotIndex}.lines.${lineIndex}.quantity`)}
      />
      <NumberInput
        hideControls
        min={0}
        label={lineIndex === 0 ? t(discount ? 'referencePrice' : 'lastPrice') : undefined}
        aria-label={t(discount ? 'referencePrice' : 'lastPrice')}
        w={110}
        required={discount}
        {...form.getInputProps(`lots.${lotIndex}.lines.${lineIndex}.lastPrice`)}
        error={error(`lots.${lotIndex}.lines.${lineIndex}.lastPrice`)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        mb={4}
        aria-label={t('removeLine')}
        disabled={lot.lines.length === 1}
        onClick={() => form.removeListItem(`lots.${lotIndex}.lines`, lineIndex)}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  )
}

/** From where bids start, the buyer's secret limit, and where a clock ends. */
function LimitFields({ form, error, lotIndex }: Pick<DraftFields, 'form' | 'error'> & { lotIndex: number }) {
  const t = useTranslations('auctions')
  const { format } = form.values
  const clock = traitsOf(format).kind === 'clock'
  const discount = traitsOf(format).discount
  const unit = amountUnit(form.values)
  return (
    <Group grow align="flex-end">
      <NumberInput
        label={t(ceilingWord(format), { currency: unit })}
        description={t(`${ceilingWord(format)}Text`)}
        required={!discount}
        min={0}
        {...form.getInputProps(`lots.${lotIndex}.ceiling`)}
        error={error(`lots.${lotIndex}.ceiling`)}
      />
      <NumberInput
        label={t('reserve', { currency: unit })}
        description={t(bidsRise(format) ? 'reserveTextRising' : 'reserveText')}
        min={0}
        {...form.getInputProps(`lots.${lotIndex}.reserve`)}
        error={error(`lots.${lotIndex}.reserve`)}
      />
      {clock && (
        <NumberInput
          label={t('floor', { currency: form.values.currency })}
          description={t(traitsOf(form.values.format).clockRises ? 'floorRising' : 'floorFalling')}
          required={traitsOf(form.values.format).clockRises}
          min={0}
          {...form.getInputProps(`lots.${lotIndex}.floor`)}
          error={error(`lots.${lotIndex}.floor`)}
        />
      )}
    </Group>
  )
}

interface LotFieldsProps extends Pick<DraftFields, 'form' | 'error'> {
  lotIndex: number
  lot: AuctionDraft['lots'][number]
}

/** One lot. */
function LotFields({ form, error, lotIndex, lot }: LotFieldsProps) {
  const t = useTranslations('auctions')
  const { format } = form.values
  const discount = traitsOf(format).discount
  return (
    <Card withBorder padding="sm">
      <Stack gap="xs">
        <Group justify="space-between">
          <TextInput
            aria-label={t('lotTitle')}
            style={{ flex: 1 }}
            {...form.getInputProps(`lots.${lotIndex}.title`)}
            error={error(`lots.${lotIndex}.title`)}
          />
          {form.values.lots.length > 1 && (
            <ActionIcon variant="subtle" color="gray" aria-label={t('removeLot')} onClick={() => form.removeListItem('lots', lotIndex)}>
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </Group>
        {lot.lines.map((_, lineIndex) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity before they are saved
          <LineFields key={lineIndex} form={form} error={error} lineIndex={lineIndex} lotIndex={lotIndex} discount={discount} lot={lot} />
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() => form.insertListItem(`lots.${lotIndex}.lines`, emptyLine())}
          >
            {t('addLine')}
          </Button>
        </Group>
        <LimitFields form={form} error={error} lotIndex={lotIndex} />
      </Stack>
    </Card>
  )
}

'use client'

import { Card, Group, NativeSelect, NumberInput, SegmentedControl, Stack, Switch, Textarea, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { hasPriceClock, roomFormats, takesSealedBids } from '@/lib/auction/formats/rooms'
import type { DraftFields } from './auction-draft'

/** The rules of an auction: its format first, and then what this format leaves open. */
export function RulesCard({ form, error }: DraftFields) {
  const t = useTranslations('auctions')
  const { values } = form
  const sealed = takesSealedBids(values.format)
  const clock = hasPriceClock(values.format)
  form.watch('format', ({ value }) => form.setFieldValue('visibility', value === 'english-reverse' ? 'lead_and_rank' : 'rank'))
  return (
    <Card withBorder>
      <Stack>
        <Title order={2}>{t('step.rules')}</Title>
        <NativeSelect
          label={t('format.label')}
          description={t(`formatText.${values.format}`)}
          data={roomFormats.map((value) => ({ value, label: t(`format.${value}`) }))}
          {...form.getInputProps('format')}
        />
        {!sealed && (
          <Group align="flex-end">
            <NumberInput
              label={t(clock ? 'clockStep' : 'decrement')}
              description={t(clock ? 'clockStepText' : 'decrementText')}
              required
              min={0}
              step={0.1}
              {...form.getInputProps('stepMinimum')}
              error={error('step.minimum')}
            />
            <SegmentedControl
              data={[
                { value: 'percent', label: '%' },
                { value: 'absolute', label: values.currency },
              ]}
              {...form.getInputProps('stepUnit')}
            />
          </Group>
        )}
        {values.format === 'english-reverse' && (
          <NumberInput label={t('guard')} description={t('guardText')} min={0} suffix=" %" {...form.getInputProps('guard')} />
        )}
        {clock && (
          <NumberInput
            label={t('interval')}
            description={t('intervalText')}
            required
            min={2}
            max={3600}
            allowDecimal={false}
            suffix=" s"
            {...form.getInputProps('interval')}
            error={error('interval')}
          />
        )}
        {!clock && (
          <NativeSelect
            label={t(sealed ? 'visible.afterOpening' : 'visibility')}
            data={(values.format === 'rank-reverse'
              ? (['rank', 'nothing'] as const)
              : (['lead_and_rank', 'rank', 'lead', 'nothing'] as const)
            ).map((value) => ({ value, label: t(`visible.${value}`) }))}
            {...form.getInputProps('visibility')}
          />
        )}
        {!sealed && !clock && (
          <Switch label={t('overtime')} description={t('overtimeText')} {...form.getInputProps('overtime', { type: 'checkbox' })} />
        )}
        {!sealed && !clock && values.overtime && (
          <Group grow>
            <NumberInput label={t('window')} suffix=" s" min={0} {...form.getInputProps('window')} />
            <NumberInput label={t('extend')} suffix=" s" min={1} {...form.getInputProps('extend')} />
          </Group>
        )}
        <Textarea label={t('terms')} autosize minRows={2} {...form.getInputProps('terms')} />
      </Stack>
    </Card>
  )
}

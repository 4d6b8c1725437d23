'use client'

import { Button, Card, Group, NativeSelect, NumberInput, SegmentedControl, Stack, Switch, Text, Textarea, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { auctionFormats, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import { leadIsShown } from '@/lib/sourcing/auction/rules/views'
import type { DraftFields } from './auction-draft'
import { OvertimeFields } from './overtime-fields'
import { presetNames, presets } from './presets'

/** The rules of an auction: a preset or a format first, and then what this format leaves open. */
export function RulesCard({ form, error }: DraftFields) {
  const t = useTranslations('auctions')
  const { values } = form
  const { kind, discount } = traitsOf(values.format)
  const [sealed, clock] = [kind === 'sealed', kind === 'clock']
  form.watch('format', ({ value }) => {
    const chosen = traitsOf(value)
    const showsLead = chosen.kind === 'open' && !chosen.discount && !chosen.rankOnly
    form.setFieldValue('visibility', showsLead ? 'lead_and_rank' : 'rank')
  })
  return (
    <Card withBorder>
      <Stack>
        <Title order={2}>{t('step.rules')}</Title>
        <Presets form={form} />
        <NativeSelect
          label={t('format.label')}
          description={t(`formatText.${values.format}`)}
          data={auctionFormats.map((value) => ({ value, label: t(`format.${value}`) }))}
          {...form.getInputProps('format')}
        />
        {discount && (
          <NativeSelect
            label={t('discountKind')}
            data={[
              { value: 'percent', label: t('discount.percent') },
              { value: 'amount', label: t('discount.amount', { currency: values.currency }) },
            ]}
            {...form.getInputProps('discount')}
          />
        )}
        {!sealed && <StepFields form={form} error={error} />}
        {clock && <Interval form={form} error={error} />}
        {!clock && <Visibility form={form} />}
        <NumberInput
          label={t('standstill')}
          description={t('standstillText')}
          min={1}
          max={90}
          allowDecimal={false}
          {...form.getInputProps('standstillDays')}
          error={error('standstillDays')}
        />
        <Switch label={t('namesHidden')} description={t('namesHiddenText')} {...form.getInputProps('namesHidden', { type: 'checkbox' })} />
        {!sealed && !clock && <OvertimeFields form={form} error={error} />}
        {!clock && <Outage form={form} error={error} />}
        <Textarea label={t('terms')} autosize minRows={2} {...form.getInputProps('terms')} />
      </Stack>
    </Card>
  )
}

/** By how much a bid has to be better, than what. */
function StepFields({ form, error }: DraftFields) {
  const t = useTranslations('auctions')
  const { values } = form
  const { kind, discount, rankOnly } = traitsOf(values.format)
  const clock = kind === 'clock'
  const blind = rankOnly || !leadIsShown(values.visibility)
  return (
    <>
      <Group align="flex-end">
        <NumberInput
          label={t(clock ? 'clockStep' : 'decrement')}
          description={t(clock ? 'clockStepText' : blind ? 'decrementBlindText' : 'decrementText')}
          required
          min={0}
          step={0.1}
          {...form.getInputProps('stepMinimum')}
          error={error('step.minimum')}
        />
        {!clock && (
          <NumberInput
            label={t('stepMaximum')}
            description={t('stepMaximumText')}
            min={0}
            {...form.getInputProps('stepMaximum')}
            error={error('step.maximum')}
          />
        )}
        {!discount && (
          <SegmentedControl
            data={[
              { value: 'percent', label: '%' },
              { value: 'absolute', label: values.currency },
            ]}
            {...form.getInputProps('stepUnit')}
          />
        )}
      </Group>
      {!clock && blind && (
        <Text size="sm" c="dimmed">
          {t('mustBeat.blind')}
        </Text>
      )}
      {!clock && !blind && (
        <Group grow align="flex-end">
          <NativeSelect
            label={t('mustBeat.label')}
            data={(['leader', 'own'] as const).map((value) => ({ value, label: t(`mustBeat.${value}`) }))}
            {...form.getInputProps('mustBeat')}
          />
          <NumberInput label={t('guard')} description={t('guardText')} min={0} suffix=" %" {...form.getInputProps('guard')} />
        </Group>
      )}
      {!clock && !blind && <Switch label={t('ties')} description={t('tiesText')} {...form.getInputProps('ties', { type: 'checkbox' })} />}
    </>
  )
}

function Presets({ form }: Pick<DraftFields, 'form'>) {
  const t = useTranslations('auctions')
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('presets')}
      </Text>
      <Group gap="xs">
        {presetNames.map((name) => (
          <Button key={name} size="xs" variant="default" onClick={() => form.setValues(presets[name])}>
            {t(`preset.${name}`)}
          </Button>
        ))}
      </Group>
    </div>
  )
}

function Interval({ form, error }: Pick<DraftFields, 'form' | 'error'>) {
  const t = useTranslations('auctions')
  return (
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
  )
}

function Outage({ form, error }: Pick<DraftFields, 'form' | 'error'>) {
  const t = useTranslations('auctions')
  return (
    <NumberInput
      label={t('outage')}
      description={t('outageText')}
      min={1}
      max={1440}
      allowDecimal={false}
      suffix=" min"
      {...form.getInputProps('outageMinutes')}
      error={error('outageMinutes')}
    />
  )
}

function Visibility({ form }: Pick<DraftFields, 'form'>) {
  const t = useTranslations('auctions')
  const { kind, rankOnly } = traitsOf(form.values.format)
  return (
    <NativeSelect
      label={t(kind === 'sealed' ? 'visible.afterOpening' : 'visibility')}
      data={(rankOnly ? (['rank', 'nothing'] as const) : (['lead_and_rank', 'rank', 'lead', 'nothing'] as const)).map((value) => ({
        value,
        label: t(`visible.${value}`),
      }))}
      {...form.getInputProps('visibility')}
    />
  )
}

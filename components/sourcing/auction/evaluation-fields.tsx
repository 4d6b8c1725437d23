'use client'

import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { AuctionDraft } from '@/components/sourcing/auction/auction-draft'
import type { DraftFields, Evaluation } from './auction-draft'

const AS_BID: Evaluation = { factor: 1, addend: 0, points: [] }
const MAX_CRITERIA = 10

/** What suppliers' amounts are worth: factor and addend, and points of what is weighed beside the price. */
export function EvaluationFields({ form, error, invited }: DraftFields & { invited: { id: string; name: string }[] }) {
  const t = useTranslations('auctions')
  const { criteria } = form.values
  const priceWeight = criteria.reduce((rest, { weight }) => rest - Number(weight), 100)
  return (
    <details className="more">
      <summary>{t('evaluated')}</summary>
      <Text size="sm" c="dimmed" my="xs">
        {t('evaluatedText')}
      </Text>
      <Stack gap="xs">
        <Text size="sm" fw={500}>
          {t('criteria')}
        </Text>
        {criteria.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: criteria have no identity before they are saved
          <CriterionFields key={index} index={index} form={form} error={error} />
        ))}
        <Group gap="sm">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            disabled={criteria.length >= MAX_CRITERIA}
            onClick={() => form.insertListItem('criteria', { name: '', weight: 10 })}
          >
            {t('addCriterion')}
          </Button>
          {criteria.length > 0 && (
            <Text size="sm" c={priceWeight < 1 ? 'var(--stoa-bad)' : 'dimmed'}>
              {t('priceWeight', { weight: priceWeight })}
            </Text>
          )}
        </Group>
        {error('criteria') && (
          <Text size="sm" c="var(--stoa-bad)" role="alert">
            {error('criteria')}
          </Text>
        )}
        <Factors invited={invited} form={form} />
      </Stack>
    </details>
  )
}

function Row({ form, supplier: { id, name } }: { form: DraftFields['form']; supplier: { id: string; name: string } }) {
  const t = useTranslations('auctions')
  const { adjustments, criteria, currency } = form.values
  const terms = adjustments[id] ?? AS_BID
  const change = (part: Partial<Evaluation>) => form.setFieldValue('adjustments', { ...adjustments, [id]: { ...terms, ...part } })
  return (
    <tr>
      <td>{name}</td>
      <td>
        <NumberInput
          size="xs"
          w={90}
          hideControls
          min={0.01}
          decimalScale={4}
          aria-label={`${t('factor')} ${name}`}
          value={terms.factor}
          onChange={(factor) => change({ factor })}
        />
      </td>
      <td>
        <NumberInput
          size="xs"
          w={120}
          hideControls
          decimalScale={2}
          aria-label={`${t('addend', { currency })} ${name}`}
          value={terms.addend}
          onChange={(addend) => change({ addend })}
        />
      </td>
      {criteria.map((criterion, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: criteria have no identity before they are saved
        <td key={index}>
          <NumberInput
            size="xs"
            w={80}
            hideControls
            min={0}
            max={100}
            clampBehavior="strict"
            aria-label={`${t('points', { criterion: criterion.name })} ${name}`}
            value={terms.points[index] ?? 0}
            onChange={(points) => change({ points: criteria.map((_, at) => (at === index ? points : (terms.points[at] ?? 0))) })}
          />
        </td>
      ))}
    </tr>
  )
}

interface CriterionFieldsProps {
  index: number
  form: UseFormReturnType<AuctionDraft>
  error: (field: string) => string | undefined
}

/** What weighs beside the price, and how much. */
function CriterionFields({ index, form, error }: CriterionFieldsProps) {
  const t = useTranslations('auctions')
  return (
    <Group gap="xs" align="flex-start">
      <TextInput
        aria-label={t('criterion')}
        placeholder={t('criterion')}
        style={{ flex: 1, minWidth: 140 }}
        {...form.getInputProps(`criteria.${index}.name`)}
        error={error(`criteria.${index}.name`)}
      />
      <NumberInput
        aria-label={t('weight')}
        w={90}
        min={1}
        max={99}
        allowDecimal={false}
        suffix=" %"
        {...form.getInputProps(`criteria.${index}.weight`)}
        error={error(`criteria.${index}.weight`)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        mt={4}
        aria-label={t('removeCriterion')}
        onClick={() => form.removeListItem('criteria', index)}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  )
}

interface FactorsProps {
  invited: { id: string; name: string }[]
  form: UseFormReturnType<AuctionDraft>
}

/** The factor and addend of each bidder. */
function Factors({ invited, form }: FactorsProps) {
  const t = useTranslations('auctions')
  const { criteria, currency } = form.values
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="table" aria-label={t('evaluated')}>
        <thead>
          <tr>
            <th>{t('bidder')}</th>
            <th>{t('factor')}</th>
            <th>{t('addend', { currency })}</th>
            {criteria.map(({ name }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <th key={index}>{name || t('criterion')}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {invited.map((supplier) => (
            <Row key={supplier.id} form={form} supplier={supplier} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

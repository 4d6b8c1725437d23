'use client'

import { Button, Group, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useAnswer } from '@/components/ui/use-answer'
import type { Asked } from '@/lib/catalog/categories/views'

interface Props {
  category: string | null
  /** names that are there already */
  given: readonly string[]
  onAdd(attribute: { name: string; value: string; unit: string }): void
}

/** What the chosen category asks for and is not there yet: a press adds the row. */
export function AskedFor({ category, given, onAdd }: Props) {
  const t = useTranslations('offer')
  const asked = useAnswer<Asked[]>(category && /^\d{8}$/.test(category) ? `/api/categories/${category}/attributes` : null) ?? []
  const names = new Set(given.map((name) => name.trim().toLowerCase()))
  const missing = asked.filter(({ name }) => !names.has(name.toLowerCase()))
  if (missing.length === 0) return null
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {t('askedFor')}
      </Text>
      {missing.map(({ name, unit, required, choices }) => (
        <Button
          key={name}
          size="compact-xs"
          variant="default"
          title={choices.join(', ')}
          onClick={() => onAdd({ name, value: '', unit: unit ?? '' })}
        >
          {`${name}${unit ? ` (${unit})` : ''}${required ? ' *' : ''}`}
        </Button>
      ))}
      {missing.some(({ required }) => required) && (
        <Text size="xs" c="dimmed">
          {t('askedRequired')}
        </Text>
      )}
    </Group>
  )
}

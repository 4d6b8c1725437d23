'use client'

import { Button, Checkbox, Group, NumberInput, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { type Action, useAction } from '@/components/ui/use-action'
import type { NumberedDocument, NumberPattern } from '@/lib/documents/numbering/model'
import type { numberPatternInput } from '@/lib/documents/numbering/schemas'

interface Props {
  pattern: NumberPattern & { kind: NumberedDocument; next: string }
  action: Action<z.input<typeof numberPatternInput>>
}

/** How one kind of document is numbered, with the number that comes next. */
export function NumberPatternForm({ pattern, action }: Props) {
  const t = useTranslations('documents')
  const [prefix, setPrefix] = useState(pattern.prefix)
  const [yearly, setYearly] = useState(pattern.yearly)
  const [digits, setDigits] = useState<number | string>(pattern.digits)
  const { run, pending, fields } = useAction(action, { done: t('numbers.saved') })
  const changed = prefix !== pattern.prefix || yearly !== pattern.yearly || Number(digits) !== pattern.digits
  const name = t(`kind.${pattern.kind}`)
  return (
    <form
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault()
        run({ kind: pattern.kind, prefix, yearly, digits: Number(digits) })
      }}
    >
      <Group gap="sm" align="flex-end" mb="xs">
        <div style={{ minWidth: 180 }}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {t('numbers.next')} {pattern.next}
          </Text>
        </div>
        <TextInput
          size="xs"
          w={110}
          label={t('numbers.prefix')}
          value={prefix}
          maxLength={12}
          error={fields.prefix}
          onChange={(event) => setPrefix(event.target.value)}
        />
        <NumberInput
          size="xs"
          w={80}
          label={t('numbers.digits')}
          value={digits}
          min={3}
          max={12}
          error={fields.digits}
          onChange={setDigits}
        />
        <Checkbox size="xs" mb={6} label={t('numbers.yearly')} checked={yearly} onChange={(event) => setYearly(event.target.checked)} />
        <Button size="xs" type="submit" variant="default" loading={pending} disabled={!changed}>
          {t('numbers.save')}
        </Button>
      </Group>
    </form>
  )
}

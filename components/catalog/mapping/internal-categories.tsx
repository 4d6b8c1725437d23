'use client'

import { Button, Card, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'
import type { InternalCategory } from '@/lib/catalog/mapping/model'

interface Props {
  own: InternalCategory[]
  keep: Action<{ lines: string }, { kept: number }>
  remove: Action<{ internalCategoryId: string }>
}

/** The organization's own categories, and more of them as lines. */
export function InternalCategories({ own, keep, remove }: Props) {
  const t = useTranslations('mapping')
  const [lines, setLines] = useState('')
  const { run, pending, problem, fields } = useAction(keep, { quiet: true, done: t('kept'), onDone: () => setLines('') })
  const removing = useAction(remove)
  const wrong = (problem?.data as { lines?: number[] } | undefined)?.lines
  return (
    <Card withBorder>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          run({ lines })
        }}
      >
        <Stack gap="sm">
          <Title order={2}>{t('own')}</Title>
          {own.map(({ id, code, name }) => (
            <Group key={id} justify="space-between" wrap="nowrap">
              <Text size="sm">
                {code} · {name}
              </Text>
              <Button
                size="compact-xs"
                variant="default"
                loading={removing.pending}
                aria-label={t('removeOf', { name })}
                onClick={() => removing.run({ internalCategoryId: id })}
              >
                {t('remove')}
              </Button>
            </Group>
          ))}
          <Textarea
            label={t('lines')}
            description={t('linesText')}
            placeholder={'100 Fasteners\n200 Protective gear'}
            autosize
            minRows={3}
            maxRows={12}
            value={lines}
            onChange={({ target }) => setLines(target.value)}
            error={wrong ? t('wrongLines', { lines: wrong.join(', ') }) : fields.lines}
          />
          <Group>
            <Button type="submit" loading={pending}>
              {t('keep')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

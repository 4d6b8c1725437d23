'use client'

import { Button, Card, Group, Stack, TextInput, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'

interface Names {
  code: string
  nameEn: string
  nameZh: string
}

interface Props {
  title: string
  /** to be named anew; its code stands. Without it a category is added. */
  category?: Names
  /** the beginning that the code of a new category has */
  prefix?: string
  save: Action<Names>
}

/** Adds a category or names one anew. */
export function CategoryForm({ title, category, prefix = '', save }: Props) {
  const t = useTranslations('categories')
  const fresh = { code: prefix, nameEn: '', nameZh: '' }
  const [names, setNames] = useState<Names>(category ?? fresh)
  const { run, pending, fields } = useAction(save, { done: t('saved'), onDone: () => !category && setNames(fresh) })
  const field = (name: keyof Names) => ({
    label: t(name),
    value: names[name],
    onChange: ({ target }: { target: { value: string } }) => setNames({ ...names, [name]: target.value }),
    error: fields[name],
  })
  return (
    <Card withBorder>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          run(names)
        }}
      >
        <Stack gap="sm">
          <Title order={2}>{title}</Title>
          {!category && <TextInput {...field('code')} description={t('codeText')} inputMode="numeric" maxLength={8} />}
          <TextInput {...field('nameEn')} maxLength={200} />
          <TextInput {...field('nameZh')} maxLength={200} />
          <Group>
            <Button type="submit" loading={pending}>
              {t(category ? 'rename' : 'add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

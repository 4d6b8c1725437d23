'use client'

import { Button, Card, Group, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'next-intl'
import { AttributeRows } from '@/components/catalog/offers/attribute-rows'
import { type Action, useAction } from '@/components/ui/use-action'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import type { InternalContentView } from '@/lib/catalog/internal-content/views'
import type { Attribute } from '@/lib/catalog/offers/content-schemas'

interface Props {
  productId: string
  category: string | null
  /** what is there already; null for nothing */
  own: Pick<InternalContentView, 'note' | 'attributes'> | null
  most: number
  save: Action<{ productId: string; note: { en: string; zh: string }; attributes: Attribute[] }>
}

/** What the organization says of a product beside its supplier. */
export function InternalContentForm({ productId, category, own, most, save }: Props) {
  const t = useTranslations('internalContent')
  const form = useForm({
    initialValues: {
      note: { en: own?.note.en ?? '', zh: own?.note.zh ?? '' },
      attributes: own?.attributes.map(({ name, value, unit }) => ({ name, value, unit: unit ?? '' })) ?? [],
    },
  })
  const { run, pending, fields } = useAction(save, { done: t('saved'), onDone: () => form.resetDirty() })
  useUnsavedGuard(form.isDirty())
  const field = (path: string) => ({ ...form.getInputProps(path), error: fields[path] })
  return (
    <form onSubmit={form.onSubmit((values) => run({ productId, ...values }))}>
      <Stack>
        <Card withBorder>
          <Stack gap="sm">
            <Textarea label={t('noteEn')} description={t('noteText')} autosize minRows={3} maxLength={4000} {...field('note.en')} />
            <Textarea label={t('noteZh')} autosize minRows={3} maxLength={4000} {...field('note.zh')} />
          </Stack>
        </Card>
        <Card withBorder>
          <AttributeRows
            legend={t('attributes')}
            category={category}
            names={form.values.attributes.map(({ name }) => name)}
            most={most}
            editable
            field={(index, name) => field(`attributes.${index}.${name}`)}
            onAdd={(attribute) => form.insertListItem('attributes', attribute)}
            onRemove={(index) => form.removeListItem('attributes', index)}
          />
        </Card>
        <Group>
          <Button type="submit" loading={pending} disabled={!form.isDirty()}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

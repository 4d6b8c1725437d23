'use client'

import { Badge, Button, Card, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DataTable } from '@/components/ui/data-table'
import { formatNumber } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import type { InternalCategory } from '@/lib/catalog/mapping/model'
import type { CategoryToMap } from '@/lib/catalog/mapping/views'

interface Props {
  own: InternalCategory[]
  categories: CategoryToMap[]
  map: Action<{ mappings: { category: string; internalCategoryId: string | null }[] }>
  locale: 'en' | 'zh'
}

/** Every category of what is offered beside the own one that it belongs to: mapped, taken from above, or proposed by code or name. */
export function CategoryMap({ own, categories, map, locale }: Props) {
  const t = useTranslations('mapping')
  const numbers = useNumberFormat()
  const proposals = () => new Map(categories.flatMap(({ code, proposed }) => (proposed ? [[code, proposed] as const] : [])))
  const [chosen, setChosen] = useState<ReadonlyMap<string, string | null>>(proposals)
  const { run, pending } = useAction(map, { done: t('mapped'), onDone: () => setChosen(new Map()) })
  const save = () => run({ mappings: [...chosen].map(([category, internalCategoryId]) => ({ category, internalCategoryId })) })
  const names = new Map(own.map(({ id, code, name }) => [id, `${code} · ${name}`]))
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t('categories')}</Title>
          <Button onClick={save} loading={pending} disabled={chosen.size === 0}>
            {t('save', { count: chosen.size })}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t('categoriesText')}
        </Text>
        <DataTable
          caption={t('categories')}
          columns={[
            { key: 'category', header: t('category') },
            { key: 'products', header: t('products'), numeric: true },
            { key: 'own', header: t('ownCategory') },
          ]}
          rows={categories.map(({ code, nameEn, nameZh, products, internalCategoryId, inherited, proposed }) => ({
            id: code,
            cells: {
              category: `${locale === 'zh' ? nameZh : nameEn} (${code})`,
              products: formatNumber(products, numbers),
              own: (
                <Group gap="xs" wrap="nowrap">
                  <NativeSelect
                    size="xs"
                    aria-label={t('ownOf', { name: locale === 'zh' ? nameZh : nameEn })}
                    value={(chosen.has(code) ? chosen.get(code) : internalCategoryId) ?? ''}
                    onChange={({ target }) => setChosen(new Map([...chosen, [code, target.value || null]]))}
                    data={[
                      { value: '', label: inherited ? t('fromAbove', { name: names.get(inherited) ?? '' }) : t('none') },
                      ...[...names].map(([value, label]) => ({ value, label })),
                    ]}
                  />
                  {proposed && chosen.get(code) === proposed && <Badge color="blue">{t('proposed')}</Badge>}
                </Group>
              ),
            },
          }))}
        />
      </Stack>
    </Card>
  )
}

'use client'

import { Badge, Stack, Text } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { DataTable } from '@/components/ui/data-table'
import { formatUnitPrice } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import type { ColumnTargets } from '@/lib/catalog/formats/model'
import { problemText } from '@/lib/catalog/formats/views'
import type { FirstRow } from '@/lib/catalog/imports/views'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { Translate } from '@/lib/platform/i18n/translator'
import { unitName } from '@/lib/platform/units/units'

/** Several columns are often changed one after the other. */
const WAIT_MS = 300

/** The first rows of the file as they will be read with what is chosen now, and what is wrong in them. */
export function FirstRows({ importId, targets, version }: { importId: string; targets: ColumnTargets; version: string }) {
  const t = useTranslations('imports')
  const [read, setRead] = useState<FirstRow[] | 'loading' | 'failed'>('loading')
  const asked = JSON.stringify({ targets })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed version is read anew
  useEffect(() => {
    const given = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/api/imports/${importId}/first-rows`, { method: 'POST', body: asked, signal: given.signal })
        setRead(answer.ok ? ((await answer.json()) as { rows: FirstRow[] }).rows : 'failed')
      } catch {
        if (!given.signal.aborted) setRead('failed')
      }
    }, WAIT_MS)
    return () => {
      clearTimeout(timer)
      given.abort()
    }
  }, [importId, asked, version])
  return (
    <Stack gap={4}>
      <Text fw={600}>{t('firstRows')}</Text>
      {read === 'loading' && <Text c="dimmed">{t('firstRowsLoading')}</Text>}
      {read === 'failed' && <Text c="var(--stoa-bad)">{t('firstRowsFailed')}</Text>}
      {typeof read === 'object' && <RowsTable rows={read} />}
    </Stack>
  )
}

function RowsTable({ rows }: { rows: FirstRow[] }) {
  const t = useTranslations('imports')
  const locale = useLocale() as Locale
  const numbers = useNumberFormat()
  const say = t as unknown as Translate
  return (
    <DataTable
      caption={t('firstRows')}
      columns={[
        { key: 'row', header: t('row'), numeric: true },
        { key: 'part', header: t('target.part') },
        { key: 'name', header: t('name') },
        { key: 'price', header: t('target.price'), numeric: true },
        { key: 'unit', header: t('target.unit') },
        { key: 'remarks', header: t('remarks') },
      ]}
      rows={rows.map(({ line, ...row }) => ({ id: String(line), cells: { row: line, ...offerCells(row.content), remarks: remarks(row) } }))}
    />
  )

  function offerCells(content: FirstRow['content']) {
    if (!content) return { part: '–', name: '–', price: '–', unit: '–' }
    const { part, name, breaks, currency, unit } = content
    const price = breaks[0] ? formatUnitPrice(breaks[0].price, currency, numbers) : '–'
    return { part, name: localText(name, locale), price, unit: unitName(unit, locale) }
  }

  function remarks({ content, problems, warnings }: Pick<FirstRow, 'content' | 'problems' | 'warnings'>) {
    if (problems.length + warnings.length === 0) return <Badge color="green">{t('fine')}</Badge>
    return [...problems, ...warnings].map((problem) => (
      <Text key={`${problem.field}-${problem.reason}`} size="xs" c={content ? 'dimmed' : 'var(--stoa-bad)'}>
        {`${fieldName(t, problem.field)}${problem.value ? ` “${problem.value}”` : ''}: ${problemText(say, problem, locale)}`}
      </Text>
    ))
  }
}

/** A field by its name on screen; a price break and an attribute name themselves. */
const fieldName = (t: ReturnType<typeof useTranslations<'imports'>>, field: string): string => {
  if (field.startsWith('break:')) return t('breakFrom', { quantity: field.slice(6) })
  if (field.startsWith('attribute:')) return field.slice(10)
  return t.has(`target.${field}` as never) ? t(`target.${field}` as never) : field
}

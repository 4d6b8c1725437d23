'use client'

import { Button, Card, Checkbox, Collapse, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'
import { type ColumnTarget, type ColumnTargets, type ImportField, importFields } from '@/lib/catalog/formats/model'
import { FirstRows } from './first-rows'

interface Props {
  action: Action<{
    importId: string
    targets: ColumnTargets
    replaceAll: boolean
  }>
  importId: string
  headers: string[]
  sample: string[][]
  targets: ColumnTargets
  replaceAll: boolean
  collapsed: boolean
  /** changes with how the file is read */
  version: string
  /** how the file is read, and the means to change it */
  reading: ReactNode
}

/** Second step of an import: what each column means, proposed and changeable, with the first values beside it. */
export function ColumnMapping({
  action,
  importId,
  headers,
  sample,
  targets: proposed,
  replaceAll: before,
  collapsed,
  version,
  reading,
}: Props) {
  const t = useTranslations('imports')
  const [opened, { toggle }] = useDisclosure(!collapsed)
  const [targets, setTargets] = useState<ColumnTargets>(proposed)
  const [replaceAll, setReplaceAll] = useState(before)
  const { run, pending, problem, text } = useAction(action, { quiet: true })
  const missing = problem?.fields?.filter(({ reason }) => reason === 'column_missing').map(({ field }) => field as ImportField) ?? []
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t('columns')}</Title>
          {collapsed && (
            <Button variant="default" size="xs" onClick={toggle} aria-expanded={opened}>
              {t('changeColumns')}
            </Button>
          )}
        </Group>
        <Collapse expanded={opened}>
          <Stack gap="sm">
            {reading}
            <table className="table" aria-label={t('columns')}>
              <thead>
                <tr>
                  <th>{t('column')}</th>
                  <th>{t('means')}</th>
                  <th>{t('firstValues')}</th>
                </tr>
              </thead>
              <tbody>
                {headers.map((header, index) => {
                  const id = `${index}-${header}`
                  return <ColumnRow key={id} sample={sample} header={header} targets={targets} index={index} setTargets={setTargets} />
                })}
              </tbody>
            </table>
            <FirstRows importId={importId} targets={targets} version={version} />
            <Checkbox
              label={t('replaceAll')}
              description={t('replaceAllText')}
              checked={replaceAll}
              onChange={(event) => setReplaceAll(event.target.checked)}
            />
            {text && (
              <Text c="var(--stoa-bad)" role="alert">
                {missing.map((field) => t('columnMissing', { field: t(`target.${field}`) })).join(' ') || text}
              </Text>
            )}
            <Group justify="flex-end">
              <Button loading={pending} onClick={() => run({ importId, targets, replaceAll })}>
                {t('check')}
              </Button>
            </Group>
          </Stack>
        </Collapse>
      </Stack>
    </Card>
  )
}

interface ColumnRowProps extends Pick<Props, 'sample'> {
  header: string
  targets: ColumnTargets
  index: number
  setTargets: (targets: ColumnTargets) => void
}

/** A column of the file, what it means, and what stands first in it. */
function ColumnRow({ sample, header, targets, index, setTargets }: ColumnRowProps) {
  const t = useTranslations('imports')
  const options = (header: string, target: ColumnTarget) => [
    { value: '', label: t('ignore') },
    ...Object.keys(importFields).map((field) => ({ value: field, label: t(`target.${field as keyof typeof importFields}`) })),
    ...(target?.startsWith('break:') ? [{ value: target, label: t('breakFrom', { quantity: target.slice(6) }) }] : []),
    { value: `attribute:${header}`, label: t('attribute', { name: header }) },
  ]
  return (
    <tr>
      <td>{header}</td>
      <td>
        <NativeSelect
          size="xs"
          aria-label={t('meaningOf', { column: header })}
          data={options(header, targets[index] ?? null)}
          value={targets[index] ?? ''}
          onChange={({ target: { value } }) =>
            setTargets(targets.map((target, place) => (place === index ? ((value || null) as ColumnTarget) : target)))
          }
        />
      </td>
      <td>
        <Text size="xs" c="dimmed" lineClamp={1}>
          {sample
            .slice(0, 3)
            .map((row) => row[index])
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </td>
    </tr>
  )
}

'use client'

import { ActionIcon, Button, Checkbox, Group, Stack } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconColumns3, IconDownload, IconLineHeight } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useRef, useState } from 'react'

interface Props {
  /** under which this table's columns are remembered */
  name: string
  columns: { key: string; label: string }[]
  /** how many cells come before the first column */
  offset: number
  children: ReactNode
}

/** Above a table: which columns, how dense, and what is shown as a file. Both choices are remembered in this browser. */
export function TableTools({ name, columns, offset, children }: Props) {
  const t = useTranslations('table')
  const frame = useRef<HTMLDivElement>(null)
  const choice = useId()
  const [choosing, setChoosing] = useState(false)
  const [hidden, setHidden] = useLocalStorage<string[]>({ key: `stoa-columns-${name}`, defaultValue: [] })
  const [density, setDensity] = useLocalStorage<'normal' | 'compact'>({ key: 'stoa-density', defaultValue: 'normal' })
  const toggle = (key: string) => setHidden(hidden.includes(key) ? hidden.filter((each) => each !== key) : [...hidden, key])
  // The rows come from the server; a hidden column is left out by the stylesheet.
  const rules = columns.flatMap(({ key }, index) =>
    hidden.includes(key) ? [`[data-table="${name}"] :is(th, td):nth-child(${index + 1 + offset}) { display: none }`] : [],
  )
  const download = () => {
    const table = frame.current?.querySelector('table')
    if (!table) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(
      new Blob(
        [
          '\ufeff',
          toCsv(
            table,
            columns.map(({ key }) => !hidden.includes(key)),
            offset,
          ),
        ],
        { type: 'text/csv' },
      ),
    )
    link.download = `${name}.csv`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <Stack gap={4} ref={frame} data-table={name} data-density={density}>
      {rules.length > 0 && <style>{rules.join('\n')}</style>}
      <Group justify="flex-end" gap={4} className="no-print">
        {choosing && <ColumnChoice columns={columns} choice={choice} hidden={hidden} toggle={toggle} />}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconColumns3 size={16} />}
          aria-expanded={choosing}
          aria-controls={choice}
          onClick={() => setChoosing(!choosing)}
        >
          {t('columns')}
        </Button>
        <DensityButton density={density} setDensity={setDensity} />
        <ActionIcon variant="subtle" color="gray" aria-label={t('csv')} title={t('csv')} onClick={download}>
          <IconDownload size={16} />
        </ActionIcon>
      </Group>
      {children}
    </Stack>
  )
}

/** The shown columns as CSV; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
function toCsv(table: HTMLTableElement, shown: boolean[], offset: number): string {
  return [...table.rows]
    .map((row) =>
      [...row.cells]
        .filter((cell) => shown[cell.cellIndex - offset])
        .map((cell) => (cell.textContent ?? '').trim())
        .map((text) => (/^[=+@\t\r]|^-\D/.test(text) ? `'${text}` : text))
        .map((text) => `"${text.replaceAll('"', '""')}"`)
        .join(','),
    )
    .join('\r\n')
}

interface ColumnChoiceProps extends Pick<Props, 'columns'> {
  choice: string
  hidden: string[]
  toggle: (key: string) => void
}

function ColumnChoice({ columns, choice, hidden, toggle }: ColumnChoiceProps) {
  const t = useTranslations('table')
  return (
    <Group component="fieldset" id={choice} aria-label={t('columns')} gap="sm" bd={0} p={0} m={0}>
      {columns.map(({ key, label }) => (
        <Checkbox
          key={key}
          size="xs"
          label={label}
          checked={!hidden.includes(key)}
          disabled={!hidden.includes(key) && hidden.length === columns.length - 1}
          onChange={() => toggle(key)}
        />
      ))}
    </Group>
  )
}

interface DensityButtonProps {
  density: 'normal' | 'compact'
  setDensity: (density: 'normal' | 'compact') => void
}

function DensityButton({ density, setDensity }: DensityButtonProps) {
  const t = useTranslations('table')
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t('compact')}
      title={t('compact')}
      aria-pressed={density === 'compact'}
      onClick={() => setDensity(density === 'compact' ? 'normal' : 'compact')}
    >
      <IconLineHeight size={16} />
    </ActionIcon>
  )
}

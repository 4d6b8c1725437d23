'use client'

import { Button, Group, Progress, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { useProven } from './proof'
import { type Action, useProblemText } from './use-action'

export interface BulkAction {
  key: string
  label: string
  /** names of the rows that it applies to, by their id */
  rows: ReadonlyMap<string, string>
  run(id: string): ReturnType<Action<unknown>>
}

interface Props {
  /** ids of the rows that are there: a tick goes with its row */
  rows: readonly string[]
  actions: readonly BulkAction[]
  children: ReactNode
}

/**
 * Around a selectable table: what can be done with the rows that are ticked. Each row is a piece of work of its own, one
 * after the other, so that what cannot be done for one holds up no other.
 */
export function Selection({ rows, actions, children }: Props) {
  const t = useTranslations('table')
  const router = useRouter()
  const problemText = useProblemText()
  const proven = useProven()
  const form = useRef<HTMLFormElement>(null)
  const [ticked, setTicked] = useState<string[]>([])
  const chosen = ticked.filter((id) => rows.includes(id))
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null)
  const boxes = () => [...(form.current?.querySelectorAll<HTMLInputElement>('input[name=row]') ?? [])]
  const read = () => setTicked(boxes().flatMap((box) => (box.checked ? [box.value] : [])))
  const onChange = (event: FormEvent<HTMLFormElement>) => {
    const { name, checked } = event.target as HTMLInputElement
    if (name === 'every-row') for (const box of boxes()) box.checked = checked
    read()
  }
  const clear = () => {
    // Not by resetting the form: the boxes that choose columns are in it too.
    for (const box of form.current?.querySelectorAll<HTMLInputElement>('input[name=row], input[name=every-row]') ?? []) box.checked = false
    setTicked([])
  }
  const run = async ({ rows: possible, run: act, label }: BulkAction) => {
    const ids = chosen.filter((id) => possible.has(id))
    const failed: string[] = []
    let tried = 0
    for (const [index, id] of ids.entries()) {
      setProgress({ done: index, of: ids.length })
      const result = await proven(() => act(id)).catch(() => ({
        ok: false as const,
        problem: { code: 'unavailable' as const, status: 503 },
      }))
      if (!result) break
      tried++
      if (!result.ok) failed.push(`${possible.get(id)}: ${problemText(result.problem).text}`)
    }
    setProgress(null)
    const done = tried - failed.length
    if (done > 0) notifications.show({ message: t('bulkDone', { action: label, count: done }), color: 'green', autoClose: 4000 })
    if (failed.length > 0)
      notifications.show({
        title: t('bulkFailed', { count: failed.length }),
        message: <span style={{ whiteSpace: 'pre-line' }}>{failed.join('\n')}</span>,
        color: 'red',
        autoClose: false,
      })
    clear()
    router.refresh()
  }
  const possible = actions
    .map((action) => ({ action, count: chosen.filter((id) => action.rows.has(id)).length }))
    .filter(({ count }) => count > 0)
  return (
    <form ref={form} onChange={onChange} onSubmit={(event) => event.preventDefault()}>
      {chosen.length > 0 && <Toolbar chosen={chosen} possible={possible} progress={progress} run={run} clear={clear} />}
      {children}
    </form>
  )
}

interface ToolbarProps {
  chosen: string[]
  possible: { action: BulkAction; count: number }[]
  progress: { done: number; of: number } | null
  run: (action: BulkAction) => void
  clear: () => void
}

function Toolbar({ chosen, possible, progress, run, clear }: ToolbarProps) {
  const t = useTranslations('table')
  return (
    <Group className="bulk" gap="sm" role="toolbar" aria-label={t('selected', { count: chosen.length })}>
      <Text size="sm" fw={600} aria-live="polite">
        {t('selected', { count: chosen.length })}
      </Text>
      {possible.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('nothingPossible')}
        </Text>
      )}
      {possible.map(({ action, count }) => (
        <Button key={action.key} size="xs" disabled={progress !== null} onClick={() => run(action)}>
          {t('bulkAction', { action: action.label, count })}
        </Button>
      ))}
      <Button size="xs" variant="subtle" color="gray" onClick={clear} disabled={progress !== null}>
        {t('clearSelection')}
      </Button>
      {progress && (
        <Progress value={(progress.done / progress.of) * 100} aria-label={t('bulkProgress', progress)} style={{ flex: 1, minWidth: 120 }} />
      )}
    </Group>
  )
}

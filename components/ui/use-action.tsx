'use client'

import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslations } from 'next-intl'
import { useCallback, useState, useTransition } from 'react'
import type { Problem } from '@/lib/platform/errors'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { useProven } from './proof'

type Result<T> = { ok: true; data: T } | { ok: false; problem: Problem }

/** A server action as components receive it: a command run for the signed-in user, problems as data. */
export type Action<Input, Data = unknown> = (input: Input) => Promise<Result<Data>>

/** Turns a problem into sentences: one for the whole, one for each field. */
export function useProblemText() {
  const t = useTranslations('errors')
  const has = (key: string) => t.has(key as never)
  const say = (key: string) => t(key as never)
  return useCallback(
    (problem: Problem) => {
      const detail = problem.detail && has(`detail.${problem.detail}`) ? say(`detail.${problem.detail}`) : null
      const fields = Object.fromEntries(
        (problem.fields ?? []).map(({ field, reason }) => [
          field,
          has(`fields.${reason}`) ? say(`fields.${reason}`) : say('fields.invalid'),
        ]),
      )
      const nearest = (problem.data as { nearest?: string | null } | undefined)?.nearest
      const first = Object.values(fields)[0]
      const text = detail ?? (first ? `${first}${nearest ? ` ${t('nearest', { quantity: nearest })}` : ''}` : say(problem.code))
      return { text, fields }
    },
    // biome-ignore lint/correctness/useExhaustiveDependencies: the helpers only wrap t
    [t, say, has],
  )
}

/**
 * Runs a server action: pending state, problems as sentences, the page refreshed after success. What asks who is there is tried again
 * once that has been shown.
 * A failed action keeps what was typed.
 */
export function useAction<Input, Data>(
  action: Action<Input, Data>,
  options: {
    onDone?: (data: Data) => void
    done?: string
    /** takes the step back again, from the message that it was done */
    undo?: Action<void>
    quiet?: boolean
  } = {},
) {
  const router = useRouter()
  const problemText = useProblemText()
  const proven = useProven()
  const [pending, start] = useTransition()
  const [problem, setProblem] = useState<Problem | null>(null)
  const t = useTranslations()
  const fail = (failed: Problem) =>
    notifications.show({ title: t('errors.title'), message: problemText(failed).text, color: 'red', autoClose: 8000 })
  const tell = (done: string) => {
    const { undo } = options
    if (!undo) return notifications.show({ message: done, color: 'green', autoClose: 3000 })
    const id = notifications.show({
      color: 'green',
      autoClose: 10_000,
      message: (
        <Group justify="space-between" wrap="nowrap">
          {done}
          <Button
            size="compact-sm"
            variant="default"
            style={{ flexShrink: 0 }}
            onClick={async () => {
              notifications.hide(id)
              const result = await undo().catch(() => ({ ok: false as const, problem: { code: 'unavailable' as const, status: 503 } }))
              if (!result.ok) fail(result.problem)
              router.refresh()
            }}
          >
            {t('common.undo')}
          </Button>
        </Group>
      ),
    })
  }
  const run = (input: Input) => {
    start(async () => {
      let result: Result<Data>
      try {
        const shown = await proven(() => action(input))
        if (!shown) return
        result = shown
      } catch {
        result = { ok: false, problem: { code: 'unavailable', status: 503 } }
      }
      if (result.ok) {
        setProblem(null)
        if (options.done) tell(options.done)
        options.onDone?.(result.data)
        router.refresh()
      } else {
        setProblem(result.problem)
        if (!options.quiet) fail(result.problem)
      }
    })
  }
  const shown = problem ? problemText(problem) : null
  return { run, pending, problem, text: shown?.text ?? null, fields: shown?.fields ?? {} }
}

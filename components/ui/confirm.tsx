'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { usePathname } from '@/lib/platform/i18n/navigation'
import { Dialog } from './dialog'

interface Question {
  /** names what comes of it */
  question: string
  /** the words of the button that was pressed */
  action: ReactNode
}

type Ask = (question: Question) => Promise<boolean>

const AskContext = createContext<Ask>(() => Promise.resolve(false))

/** Asks in a dialog of our own before something that is not taken back easily; false when the person thinks better of it. */
export const useConfirm = (): Ask => useContext(AskContext)

/** Holds the dialog of `useConfirm`, once for all pages. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  const [asked, setAsked] = useState<(Question & { answer(yes: boolean): void }) | null>(null)
  const path = usePathname()
  const ask = useCallback<Ask>(
    (question) =>
      new Promise((answer) =>
        setAsked((before) => {
          before?.answer(false)
          return { ...question, answer }
        }),
      ),
    [],
  )
  // A question goes with the page that asked it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what it waits for
  useEffect(
    () => () =>
      setAsked((before) => {
        before?.answer(false)
        return null
      }),
    [path],
  )
  const answer = (yes: boolean) => {
    asked?.answer(yes)
    setAsked(null)
  }
  return (
    <AskContext value={ask}>
      {children}
      <Dialog opened={asked !== null} onClose={() => answer(false)} title={t('sure')} narrow>
        <Stack gap="md">
          <Text>{asked?.question}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => answer(false)}>
              {t('cancel')}
            </Button>
            <Button data-confirm autoFocus onClick={() => answer(true)}>
              {asked?.action}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </AskContext>
  )
}

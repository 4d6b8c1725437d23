'use client'

import { Card, Progress, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { RelativeTime } from '@/components/ui/relative-time'
import { useRouter } from '@/lib/platform/i18n/navigation'

const ASK_MS = 600

/** How far a running import is; the page shows the result as soon as there is one. */
export function ImportProgress({
  importId,
  state,
  rowsDone,
  publishAt,
}: {
  importId: string
  state: string
  rowsDone: number
  publishAt: string | null
}) {
  const t = useTranslations('imports')
  const router = useRouter()
  const [done, setDone] = useState(rowsDone)
  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await fetch(`/api/imports/${importId}/progress`)
        .then((response) => response.json())
        .catch(() => null)
      if (!answer) return
      setDone(answer.rowsDone)
      if (answer.state !== state) router.refresh()
    }, ASK_MS)
    return () => clearInterval(timer)
  }, [importId, state, router])
  return (
    <Card withBorder aria-live="polite">
      <Stack gap="xs">
        <Text fw={600}>{t(`running.${state as 'checking'}`)}</Text>
        {state === 'scheduled' && publishAt ? (
          <Text>
            <RelativeTime at={publishAt} />
          </Text>
        ) : (
          <>
            <Progress value={100} animated striped aria-label={t(`running.${state as 'checking'}`)} />
            <Text size="sm">{t('rowsDone', { count: done })}</Text>
          </>
        )}
      </Stack>
    </Card>
  )
}

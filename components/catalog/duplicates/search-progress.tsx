'use client'

import { Card, Progress, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useRouter } from '@/lib/platform/i18n/navigation'

const ASK_MS = 600

/** How far the search for duplicates is; the page shows what was found as soon as it is over. */
export function SearchProgress({ progress }: { progress: number }) {
  const t = useTranslations('duplicates')
  const router = useRouter()
  const [now, setNow] = useState(progress)
  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await fetch('/api/duplicates/progress')
        .then((response) => response.json() as Promise<{ state: string | null; progress: number }>)
        .catch(() => null)
      if (!answer) return
      setNow(answer.progress)
      if (answer.state !== 'running') router.refresh()
    }, ASK_MS)
    return () => clearInterval(timer)
  }, [router])
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Text size="sm" aria-live="polite">
          {t('searching', { percent: now })}
        </Text>
        <Progress value={Math.max(3, now)} animated striped aria-label={t('title')} />
      </Stack>
    </Card>
  )
}

'use client'

import { Button, Group, Progress, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { formatPercent } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import { useRouter } from '@/lib/platform/i18n/navigation'
import type { AllocationProgress } from '@/lib/sourcing/allocation/views'

const ASK_MS = 350

/** How far the search is, with a way to end it; the page shows the result as soon as there is one. */
export function SplitProgressCard({ allocationId, cancel }: { allocationId: string; cancel: Action<{ allocationId: string }> }) {
  const t = useTranslations('allocation')
  const numbers = useNumberFormat()
  const router = useRouter()
  const [progress, setProgress] = useState<AllocationProgress | null>(null)
  const { run, pending } = useAction(cancel)
  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await fetch(`/api/allocations/${allocationId}/progress`)
        .then((response) => response.json() as Promise<{ state: string; progress: AllocationProgress | null }>)
        .catch(() => null)
      if (!answer) return
      setProgress(answer.progress)
      if (answer.state !== 'running') router.refresh()
    }, ASK_MS)
    return () => clearInterval(timer)
  }, [allocationId, router])
  const percent = progress ? Math.round((100 * progress.done) / progress.of) : 0
  return (
    <Group gap="sm" wrap="nowrap">
      <Progress value={Math.max(4, percent)} animated striped aria-label={t('searching')} style={{ flex: 1 }} />
      <Text size="sm" aria-live="polite">
        {progress ? t('progress', { done: progress.done, of: progress.of }) : t('searching')}
        {progress?.gap != null && ` · ${t('gapNow', { gap: formatPercent(progress.gap * 100, numbers) })}`}
      </Text>
      <Button size="xs" variant="default" loading={pending} onClick={() => run({ allocationId })}>
        {t('stop')}
      </Button>
    </Group>
  )
}

'use client'

import { Button, Progress } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useConfirm } from '@/components/ui/confirm'
import { useProven } from '@/components/ui/proof'
import { type Action, useProblemText } from '@/components/ui/use-action'
import type { Problem } from '@/lib/platform/errors'
import { useRouter } from '@/lib/platform/i18n/navigation'

interface Props {
  /** the lots that are not awarded, with who is best */
  lots: { lotId: string; supplierId: string }[]
  award: Action<{ lotId: string; supplierId: string; reason: string | null }>
}

/** Awards every lot to its best bidder, one after the other; what fails stays as it is and says why. */
export function AwardAll({ lots, award }: Props) {
  const t = useTranslations('award')
  const problemText = useProblemText()
  const router = useRouter()
  const ask = useConfirm()
  const proven = useProven()
  const [done, setDone] = useState<number | null>(null)
  const run = async () => {
    const count = lots.length
    if (!(await ask({ question: t('allSure', { count }), action: t('all', { count }) }))) return
    const problems: Problem[] = []
    for (const [index, lot] of lots.entries()) {
      setDone(index)
      const result = await proven(() => award({ ...lot, reason: null }))
      if (!result) break
      if (!result.ok) problems.push(result.problem)
    }
    setDone(null)
    if (problems[0])
      notifications.show({
        color: 'red',
        autoClose: false,
        message: t('allProblems', { count: problems.length, reason: problemText(problems[0]).text }),
      })
    router.refresh()
  }
  if (done !== null) return <Progress w={200} value={(100 * done) / lots.length} aria-label={t('allRunning')} />
  return (
    <Button size="xs" onClick={run}>
      {t('all', { count: lots.length })}
    </Button>
  )
}

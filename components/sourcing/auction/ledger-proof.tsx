'use client'

import { Button, Group, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

interface Check {
  entries: number
  valid: boolean
  firstBad: number | null
  head: string | null
}

/** The proof of a closed lot: its ledger checked from the first entry to the last, and as a file for anybody else to check. */
export function LedgerProof({ lotId }: { lotId: string }) {
  const t = useTranslations('award')
  const [check, setCheck] = useState<Check | 'failed' | null>(null)
  const [pending, setPending] = useState(false)
  const address = `/api/lots/${lotId}/ledger`
  const verify = async () => {
    setPending(true)
    const answer = await fetch(`${address}?check`)
      .then((response) => (response.ok ? (response.json() as Promise<Check>) : null))
      .catch(() => null)
    setCheck(answer ?? 'failed')
    setPending(false)
  }
  return (
    <Group gap="sm" aria-live="polite">
      <Button variant="default" size="xs" loading={pending} onClick={verify}>
        {t('checkLedger')}
      </Button>
      <a href={address} download>
        <Text component="span" size="sm">
          {t('ledgerFile')}
        </Text>
      </a>
      {check === 'failed' && (
        <Text size="sm" c="var(--stoa-bad)">
          {t('ledgerNotRead')}
        </Text>
      )}
      {check && check !== 'failed' && (
        <Text size="sm" c={check.valid ? 'var(--stoa-good)' : 'var(--stoa-bad)'} style={{ overflowWrap: 'anywhere' }}>
          {check.valid ? t('ledgerGood', { count: check.entries, head: check.head ?? '–' }) : t('ledgerBad', { seq: check.firstBad ?? 0 })}
        </Text>
      )}
    </Group>
  )
}

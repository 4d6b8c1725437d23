'use client'

import { Alert } from '@mantine/core'
import { useTimeZone, useTranslations } from 'next-intl'
import { formatBid, formatClock } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { said } from '@/components/ui/said'
import type { BidFeedback as Feedback } from './use-bid'

interface Props {
  of: 'bid' | 'proxy' | 'accept'
  feedback: Feedback | null
  unit: string
  locale: 'en' | 'zh'
}

const titles = {
  bid: ['bidAccepted', 'bidAcceptedText', 'bidRejected'],
  proxy: ['limitAccepted', 'limitAcceptedText', 'limitRejected'],
  accept: ['priceAccepted', 'bidAcceptedText', 'priceRejected'],
} as const

/** After these the field holds the nearest bid, or limit, that would count. */
export const NEAREST_FILLED: ReadonlySet<string> = new Set([
  'ABOVE_CEILING',
  'NOT_BETTER_THAN_OWN',
  'NOT_BETTER_THAN_LEADER',
  'TIE_NOT_ALLOWED',
  'BELOW_MINIMUM_STEP',
])

/** What became of a bid, a limit or an acceptance: accepted with its place in the ledger, or refused and why. */
export function BidFeedback({ of, feedback, unit, locale }: Props) {
  const t = useTranslations('room')
  const [accepted, acceptedText, rejected] = titles[of]
  const numbers = useNumberFormat()
  const zone = useTimeZone() ?? 'UTC'
  const exactly = (at: string | number) => formatClock(at, locale, zone, 3)
  switch (feedback?.kind) {
    case 'accepted': {
      const values = { amount: formatBid(feedback.amount, unit, numbers), seq: feedback.seq ?? 0 }
      return (
        <Alert color="green" title={t(accepted)}>
          {t(acceptedText, values)} {t('took', { ms: feedback.tookMs })}
        </Alert>
      )
    }
    case 'rejected':
      return (
        <Alert color="red" title={t(rejected)}>
          {said(t, `rejection.${of === 'accept' && feedback.code === 'NOT_BETTER_THAN_OWN' ? 'ACCEPTED_ALREADY' : feedback.code}`)}
          {of !== 'accept' && NEAREST_FILLED.has(feedback.code) && ` ${t('nearestFilled')}`}
          {feedback.code === 'RECEIVED_AFTER_END' &&
            feedback.endsAt &&
            ` ${t('tooLate', { sent: exactly(feedback.sentAt), received: exactly(feedback.receivedAt), ended: exactly(feedback.endsAt), zone })}`}
        </Alert>
      )
    case 'failed':
      return <Alert color="red">{feedback.text}</Alert>
    default:
      return null
  }
}

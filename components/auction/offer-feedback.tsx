'use client'

import { Alert } from '@mantine/core'
import { useTimeZone, useTranslations } from 'next-intl'
import { formatClock, formatMoney } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import type { OfferFeedback as Feedback } from './use-offer'

interface Props {
  of: 'bid' | 'proxy'
  feedback: Feedback | null
  currency: string
  locale: 'en' | 'zh'
}

/** What became of a bid or a limit: accepted with its place in the ledger, or refused and why. */
export function OfferFeedback({ of, feedback, currency, locale }: Props) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const zone = useTimeZone() ?? 'UTC'
  const exactly = (at: string | number) => formatClock(at, locale, zone, 3)
  switch (feedback?.kind) {
    case 'accepted': {
      const values = { amount: formatMoney(feedback.amount, currency, numbers), seq: feedback.seq ?? 0 }
      return (
        <Alert color="green" title={t(of === 'bid' ? 'bidAccepted' : 'limitAccepted')}>
          {t(of === 'bid' ? 'bidAcceptedText' : 'limitAcceptedText', values)}
        </Alert>
      )
    }
    case 'rejected':
      return (
        <Alert color="red" title={t(of === 'bid' ? 'bidRejected' : 'limitRejected')}>
          {t(`rejection.${feedback.code}` as never)}
          {feedback.code === 'RECEIVED_AFTER_END' &&
            feedback.endsAt &&
            ` ${t('tooLate', { received: exactly(feedback.receivedAt), ended: exactly(feedback.endsAt) })}`}
        </Alert>
      )
    case 'failed':
      return <Alert color="red">{feedback.text}</Alert>
    default:
      return null
  }
}

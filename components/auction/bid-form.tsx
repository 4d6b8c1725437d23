'use client'

import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ask } from '@/components/shell/use-socket'
import { formatMoney } from '@/components/ui/format'
import { useProblemText } from '@/components/ui/use-action'
import type { BidAnswer, BidderView } from '@/lib/auction/wire'
import type { Room } from './use-room'

type Feedback =
  | { kind: 'accepted'; amount: string; seq: number | null }
  | { kind: 'rejected'; code: string; receivedAt: number; endsAt: string | null }
  | { kind: 'failed'; text: string }

const AMOUNT = /^\d{1,12}([.,]\d{1,6})?$/

/**
 * One field with the next valid bid filled in, one button. A slip of the finger is asked about before it counts; a
 * refused bid says why and fills in the nearest valid one. A bid keeps its id until it is answered, so sending it again
 * after a lost connection is harmless.
 */
export function BidForm({
  room,
  view,
  currency,
  locale,
  now,
}: {
  room: Room
  view: BidderView
  currency: string
  locale: 'en' | 'zh'
  now: number
}) {
  const t = useTranslations('room')
  const problemText = useProblemText()
  const [typed, setTyped] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  const [outlier, setOutlier] = useState<string | null>(null)
  const [feedback, setFeedback] = useState<Feedback | null>(null)
  const open = useRef<{ id: string; amount: string } | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const amount = typed ?? view.next ?? ''
  const nextKnown = useRef(view.next)
  useEffect(() => {
    // What was typed stays until it is no longer a valid bid; a proposal simply follows the lead.
    if (nextKnown.current !== view.next && typed !== null && view.next !== null && Number(typed.replace(',', '.')) > Number(view.next))
      setTyped(null)
    nextKnown.current = view.next
  }, [view.next, typed])

  const send = async (text: string, confirm: boolean) => {
    const plain = text.replace(',', '.')
    if (!room.socket || !AMOUNT.test(text)) return setFeedback({ kind: 'failed', text: t('notANumber') })
    if (open.current?.amount !== plain || confirm) open.current = { id: crypto.randomUUID(), amount: plain }
    setPending(true)
    const answer = await ask<BidAnswer>(room.socket, 'bid', {
      lotId: view.lotId,
      id: open.current.id,
      amount: plain,
      ...(confirm && { confirm: true }),
    })
    setPending(false)
    if (!answer.ok)
      return setFeedback({ kind: 'failed', text: answer.problem.code === 'unavailable' ? t('noAnswer') : problemText(answer.problem).text })
    open.current = null
    room.take(answer.data.view)
    if (answer.data.accepted) {
      setFeedback({ kind: 'accepted', amount: plain, seq: answer.data.receipt?.seq ?? null })
      setTyped(null)
      setOutlier(null)
    } else if (answer.data.code === 'OUTLIER_UNCONFIRMED') setOutlier(text)
    else {
      setFeedback({ kind: 'rejected', code: answer.data.code ?? '', receivedAt: answer.data.receivedAt, endsAt: answer.data.endsAt })
      setTyped(null)
    }
    field.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setFeedback(null)
    void send(amount, false)
  }
  const closingSoon = view.phase === 'open' && view.endsAt !== null && now > 0 && Date.parse(view.endsAt) - now < 3000
  return (
    <Stack gap="xs">
      <form onSubmit={submit}>
        <Group align="flex-end" gap="xs">
          <TextInput
            ref={field}
            label={t('nextBid', { currency })}
            size="lg"
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            onChange={(event) => setTyped(event.target.value)}
            style={{ flex: 1, minWidth: 140 }}
            styles={{ input: { textAlign: 'right', fontWeight: 700 } }}
          />
          <Button type="submit" size="lg" loading={pending} disabled={!room.joined || view.phase !== 'open'}>
            {t('bid')}
          </Button>
        </Group>
      </form>
      {closingSoon && (
        <Text size="sm" c="var(--stoa-warn)">
          {t('closingSoon')}
        </Text>
      )}
      <div aria-live="assertive">
        {outlier !== null && (
          <Alert color="orange" title={t('outlierTitle')}>
            <Group>
              <Text size="sm">{t('outlierText', { amount: formatMoney(outlier.replace(',', '.'), currency, locale) })}</Text>
              <Button size="xs" color="orange.9" onClick={() => send(outlier, true)} loading={pending}>
                {t('outlierConfirm')}
              </Button>
              <Button size="xs" variant="default" onClick={() => setOutlier(null)}>
                {t('outlierBack')}
              </Button>
            </Group>
          </Alert>
        )}
        {feedback?.kind === 'accepted' && (
          <Alert color="green" title={t('bidAccepted')}>
            {t('bidAcceptedText', { amount: formatMoney(feedback.amount, currency, locale), seq: feedback.seq ?? 0 })}
          </Alert>
        )}
        {feedback?.kind === 'rejected' && (
          <Alert color="red" title={t('bidRejected')}>
            {t(`rejection.${feedback.code}` as never)}
            {feedback.code === 'RECEIVED_AFTER_END' &&
              feedback.endsAt &&
              ` ${t('tooLate', { received: exactTime(feedback.receivedAt), ended: exactTime(Date.parse(feedback.endsAt)) })}`}
          </Alert>
        )}
        {feedback?.kind === 'failed' && <Alert color="red">{feedback.text}</Alert>}
      </div>
    </Stack>
  )
}

/** The server's time with milliseconds. */
const exactTime = (at: number) => new Date(at).toISOString().slice(11, 23)

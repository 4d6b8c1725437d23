'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { ask } from '@/components/shell/use-socket'
import { useNumberFormat } from '@/components/ui/number-format'
import { useProblemText } from '@/components/ui/use-action'
import { typedToDecimal } from '@/lib/platform/i18n/number-formats'
import type { BidAnswer } from '@/lib/sourcing/auction/rules/wire'
import type { Room } from './use-room'

export type BidFeedback =
  | { kind: 'accepted'; amount: string; seq: number | null; tookMs: number }
  | { kind: 'rejected'; code: string; sentAt: number; receivedAt: number; endsAt: string | null }
  | { kind: 'failed'; text: string }

/** An amount that got no answer because the connection broke is sent again by itself when it is back within this time. */
const REPEAT_MS = 15_000
/** After so long without an answer the connection is looked at. */
const DOUBT_MS = 2_000

const AMOUNT = /^\d{1,12}(\.\d{1,6})?$/

/**
 * Sends a bid, a limit or the acceptance of a clock's price, and tells what became of it. An offer keeps its id until it
 * is answered, so sending it again after a lost connection is harmless. A clock's price is never accepted again by itself:
 * it may be another one by then.
 */
export function useBid(room: Room, lotId: string, kind: 'bid' | 'proxy' | 'accept') {
  const t = useTranslations('room')
  const problemText = useProblemText()
  const numbers = useNumberFormat()
  const [pending, setPending] = useState(false)
  const [feedback, setFeedback] = useState<BidFeedback | null>(null)
  const open = useRef<{ id: string; amount: string } | null>(null)

  /**
   * @param text the amount as typed; nothing for the clock's price
   * @returns the server's answer, or null when there is none: the reason is the feedback then
   */
  const send = async (text: string, confirm = false): Promise<BidAnswer | null> => {
    const amount = typedToDecimal(text, numbers)
    if (!room.socket || (kind !== 'accept' && !AMOUNT.test(amount))) {
      setFeedback({ kind: 'failed', text: t(room.socket ? 'notANumber' : 'offline') })
      return null
    }
    if (open.current?.amount !== amount || confirm) open.current = { id: crypto.randomUUID(), amount }
    setPending(true)
    const { id } = open.current
    const input = { bid: { amount, ...(confirm && { confirm: true }) }, proxy: { limit: amount }, accept: {} }[kind]
    const sentAt = Date.now() + room.offset
    const { socket } = room
    const tell = async () => {
      const doubt = setTimeout(room.check, DOUBT_MS)
      const answer = await ask<BidAnswer>(socket, kind, { lotId, id, ...input })
      clearTimeout(doubt)
      return answer
    }
    let answer = await tell()
    const repeatUntil = sentAt - room.offset + REPEAT_MS
    while (!answer.ok && answer.problem.code === 'unavailable' && !socket.connected && kind !== 'accept') {
      setFeedback({ kind: 'failed', text: t('noAnswerYet') })
      if (!(await room.rejoined(Math.max(0, repeatUntil - Date.now())))) break
      answer = await tell()
    }
    setPending(false)
    if (!answer.ok) {
      setFeedback({ kind: 'failed', text: answer.problem.code === 'unavailable' ? t('noAnswer') : problemText(answer.problem).text })
      return null
    }
    open.current = null
    const { accepted, code, receipt, receivedAt, endsAt, view } = answer.data
    room.take(view)
    if (accepted)
      setFeedback({
        kind: 'accepted',
        amount: kind === 'accept' ? (view.standing ?? '0') : amount,
        seq: receipt?.seq ?? null,
        tookMs: Math.max(0, Math.round(receivedAt - sentAt)),
      })
    else if (code === 'OUTLIER_UNCONFIRMED') setFeedback(null)
    else setFeedback({ kind: 'rejected', code: code ?? '', sentAt, receivedAt, endsAt })
    return answer.data
  }
  return { send, pending, feedback, forget: () => setFeedback(null) }
}

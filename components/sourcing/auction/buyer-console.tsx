'use client'

import { Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslations } from 'next-intl'
import { ask } from '@/components/shell/use-socket'
import { said } from '@/components/ui/said'
import { useProblemText } from '@/components/ui/use-action'
import type { EventDetails } from '@/lib/sourcing/events/views'
import { BuyerLot } from './buyer-lot'
import { ConnectionBar } from './connection-bar'
import { ConsoleBoard } from './console-board'
import { Incidents } from './incidents'
import type { Control } from './lot-controls'
import { useRoom, useServerNow } from './use-room'
import { waitsForLotBefore } from './waits'

/** As many lots fit on a screen as cards; more stand in a table. */
const MAX_CARDS = 3

/** The buyer's console: all lots of an event, live; with controls for who runs the event, without for who looks on. */
export function BuyerConsole({ event, locale, controls }: { event: EventDetails; locale: 'en' | 'zh'; controls: boolean }) {
  const t = useTranslations('room')
  const room = useRoom(event.id)
  const now = useServerNow(room.offset)
  const problemText = useProblemText()
  const control: Control = async (message) => {
    if (!room.socket) return false
    const answer = await ask(room.socket, 'control', message)
    if (!answer.ok) {
      const code = answer.problem.code === 'not_possible_now' ? answer.problem.detail : undefined
      const known = code !== undefined && t.has(`rejection.${code}` as never)
      notifications.show({ color: 'red', message: known ? said(t, `rejection.${code}`) : problemText(answer.problem).text })
    }
    return answer.ok
  }
  const lots = event.lots.flatMap((lot) => {
    const view = room.lots.get(lot.id)
    return view?.side === 'buyer' ? [{ lot, view, waits: waitsForLotBefore(event, lot, room.lots) }] : []
  })
  const shared = { event, present: room.present, now, locale, control: controls ? control : null }
  return (
    <Stack>
      <ConnectionBar room={room} />
      {lots.length > MAX_CARDS ? (
        <ConsoleBoard lots={lots} {...shared} />
      ) : (
        lots.map((entry) => <BuyerLot key={entry.lot.id} {...entry} {...shared} />)
      )}
      <Incidents event={event} locale={locale} live={lots.some(({ view }) => view.phase !== 'closed')} />
    </Stack>
  )
}

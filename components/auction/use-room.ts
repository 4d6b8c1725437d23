'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Socket } from 'socket.io-client'
import { ask, useSocket } from '@/components/shell/use-socket'
import type { BuyerView, RoomSnapshot, RoomView } from '@/lib/auction/wire'
import { useRouter } from '@/lib/platform/i18n/navigation'

export interface Room {
  socket: Socket | null
  connected: boolean
  joined: boolean
  lots: Map<string, RoomView>
  present: string[]
  /** the server's clock less this one, milliseconds */
  offset: number
  /** how far the offset may be wrong, milliseconds */
  offsetError: number | null
  take(view: RoomView): void
}

/**
 * Joins the room of an event and keeps its lots up to date. Every (re)connection brings a whole snapshot, so nothing is
 * missed; older news than what is shown is dropped.
 */
export function useRoom(eventId: string, as?: 'screen'): Room {
  const { socket, connected } = useSocket()
  const router = useRouter()
  const [joined, setJoined] = useState(false)
  const [lots, setLots] = useState<Map<string, RoomView>>(new Map())
  const [present, setPresent] = useState<string[]>([])
  const clock = useClockOffset(socket, connected)
  const take = useCallback((view: RoomView) => setLots((before) => merge(before, view)), [])

  useEffect(() => {
    if (!socket || !connected) return
    let left = false
    const join = async () => {
      const answer = await ask<RoomSnapshot>(socket, 'event:join', { eventId, ...(as && { as }) })
      if (left) return
      if (!answer.ok) return setJoined(false)
      setLots(new Map(answer.data.lots.map((view) => [view.lotId, view])))
      setPresent(answer.data.present)
      setJoined(true)
    }
    const onPresence = (news: { eventId: string; present: string[] }) => news.eventId === eventId && setPresent(news.present)
    const onEvent = () => router.refresh()
    socket.on('lot', take)
    socket.on('presence', onPresence)
    socket.on('event', onEvent)
    void join()
    return () => {
      left = true
      socket.off('lot', take)
      socket.off('presence', onPresence)
      socket.off('event', onEvent)
      socket.emit('event:leave', { eventId })
      setJoined(false)
    }
  }, [socket, connected, eventId, as, router, take])
  // What surrounds the room (calling off, the award) depends on the phases too.
  const phases = [...lots.values()].map(({ phase }) => phase).join()
  const known = useRef('')
  useEffect(() => {
    if (known.current && phases !== known.current) router.refresh()
    known.current = phases
  }, [phases, router])
  return { socket, connected, joined: joined && connected, lots, present, take, ...clock }
}

function merge(before: Map<string, RoomView>, view: RoomView): Map<string, RoomView> {
  const known = before.get(view.lotId)
  if (known && known.seq > view.seq) return before
  return new Map(before).set(view.lotId, view.side === 'buyer' && known?.side === 'buyer' ? withEarlierBids(known, view) : view)
}

/** News of the buyer's side carry the new bids only. */
const withEarlierBids = (known: BuyerView, view: BuyerView): BuyerView => ({
  ...view,
  bidsFrom: 0,
  log: [...known.log.slice(0, view.bidsFrom), ...view.log],
})

const PINGS = 5

/** The server's time from a ping exchange: the quickest of several answers is the most exact. */
function useClockOffset(socket: Socket | null, connected: boolean): { offset: number; offsetError: number | null } {
  const [clock, setClock] = useState<{ offset: number; offsetError: number | null }>({ offset: 0, offsetError: null })
  useEffect(() => {
    if (!socket || !connected) return
    let stopped = false
    const measure = async () => {
      let best = Number.POSITIVE_INFINITY
      for (let ping = 0; ping < PINGS && !stopped; ping++) {
        const sentAt = Date.now()
        const answer = await ask<{ serverTime: number }>(socket, 'clock', { sentAt })
        if (!answer.ok || stopped) return
        const trip = Date.now() - sentAt
        if (trip >= best) continue
        best = trip
        setClock({ offset: answer.data.serverTime + trip / 2 - Date.now(), offsetError: Math.ceil(trip / 2) })
      }
    }
    void measure()
    const timer = setInterval(measure, 30_000)
    return () => {
      stopped = true
      clearInterval(timer)
    }
  }, [socket, connected])
  return clock
}

/** The server's time now, redrawn four times a second. */
export function useServerNow(offset: number): number {
  const [now, setNow] = useState(0)
  const latest = useRef(offset)
  latest.current = offset
  useEffect(() => {
    const draw = () => setNow(Date.now() + latest.current)
    draw()
    const timer = setInterval(draw, 250)
    return () => clearInterval(timer)
  }, [])
  return now
}

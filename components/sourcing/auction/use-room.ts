'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Socket } from 'socket.io-client'
import { ask, useSocket } from '@/components/shell/use-socket'
import { useRouter } from '@/lib/platform/i18n/navigation'
import type { BuyerView, RoomSnapshot, RoomView } from '@/lib/sourcing/auction/rules/wire'

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
  /** Finds out whether the connection is alive, and opens another one if it is not. */
  check(): Promise<void>
  /** Waits until the room is joined again. @returns false when that took longer than so many milliseconds */
  rejoined(patience: number): Promise<boolean>
}

/** How long after a join that the server could not serve, such as while its database is away, it is tried again. */
const JOIN_AGAIN_MS = 1_000

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
  const pulse = usePulse(socket, connected)
  const take = useCallback((view: RoomView) => setLots((before) => merge(before, view)), [])

  useEffect(() => {
    if (!socket || !connected) return
    let left = false
    const join = async () => {
      const answer = await ask<RoomSnapshot>(socket, 'event:join', { eventId, ...(as && { as }) })
      if (left) return
      if (!answer.ok) {
        setJoined(false)
        if (answer.problem.code === 'unavailable') setTimeout(() => !left && join(), JOIN_AGAIN_MS)
        return
      }
      // News may have come while the snapshot was on its way.
      setLots((before) => new Map(answer.data.lots.map((view) => [view.lotId, newer(before.get(view.lotId), view)])))
      setPresent(answer.data.present)
      setJoined(true)
    }
    const onPresence = (news: { eventId: string; present: string[] }) => news.eventId === eventId && setPresent(news.present)
    const onEvent = (news: { eventId: string }) => news.eventId === eventId && router.refresh()
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
  const inside = joined && connected
  const rejoined = useWaitFor(inside)
  return { socket, connected, joined: inside, lots, present, take, rejoined, ...pulse }
}

/** Waits, for so many milliseconds at the most, until `here` is true; answers whether it came to that. */
function useWaitFor(here: boolean): (patience: number) => Promise<boolean> {
  const waiting = useRef(new Set<() => void>())
  useEffect(() => {
    if (here) for (const resume of waiting.current) resume()
  }, [here])
  return useCallback(
    (patience: number) =>
      new Promise<boolean>((resolve) => {
        const end = (result: boolean) => {
          clearTimeout(timer)
          waiting.current.delete(resume)
          resolve(result)
        }
        const resume = () => end(true)
        const timer = setTimeout(() => end(false), patience)
        waiting.current.add(resume)
      }),
    [],
  )
}

function merge(before: Map<string, RoomView>, view: RoomView): Map<string, RoomView> {
  const known = before.get(view.lotId)
  if (known && known.seq > view.seq) return before
  return new Map(before).set(view.lotId, view.side === 'buyer' && known?.side === 'buyer' ? withEarlierBids(known, view) : view)
}

/** A buyer's news carry the new bids only, so that a snapshot is taken even where they were first. */
const newer = (known: RoomView | undefined, snapshot: RoomView): RoomView =>
  known && known.side !== 'buyer' && known.seq > snapshot.seq ? known : snapshot

/** News of the buyer's side carry the new bids only. */
const withEarlierBids = (known: BuyerView, view: BuyerView): BuyerView => ({
  ...view,
  bidsFrom: 0,
  log: [...known.log.slice(0, view.bidsFrom), ...view.log],
})

/** Looks at the server's clock at the start, how often then, and for how long the best of them counts. */
const FIRST_LOOKS = 5
const LOOK_MS = 4_000
const BEST_MS = 30_000
/**
 * A connection on which the server does not say its time for so long is dead, whatever the browser thinks of it. Where a new one
 * is no better the network is slow: it is given twice as long, up to the second figure.
 */
const ALIVE_MS = 3_000
const SLOWEST_MS = 24_000

/**
 * The server's time from a ping exchange: the quickest of several answers is the most exact. The same exchange shows whether the
 * connection is alive: a phone's network, or a node, that goes away without a word would otherwise be missed only much later.
 */
function usePulse(socket: Socket | null, connected: boolean): Pick<Room, 'offset' | 'offsetError' | 'check'> {
  const [clock, setClock] = useState<Pick<Room, 'offset' | 'offsetError'>>({ offset: 0, offsetError: null })
  const best = useRef({ trip: Number.POSITIVE_INFINITY, at: 0 })
  const patience = useRef(ALIVE_MS)
  const check = useCallback(async () => {
    if (!socket?.connected) return
    const { id } = socket
    const sentAt = Date.now()
    const answer = await ask<{ serverTime: number }>(socket, 'clock', { sentAt }, patience.current)
    if (!answer.ok) {
      if (answer.problem.code !== 'unavailable' || socket.id !== id) return
      patience.current = Math.min(patience.current * 2, SLOWEST_MS)
      socket.disconnect().connect()
      return
    }
    const now = Date.now()
    const trip = now - sentAt
    patience.current = Math.max(ALIVE_MS, trip * 2)
    if (trip >= best.current.trip && now - best.current.at < BEST_MS) return
    best.current = { trip, at: now }
    setClock({ offset: answer.data.serverTime + trip / 2 - now, offsetError: Math.ceil(trip / 2) })
  }, [socket])
  useEffect(() => {
    if (!connected) return
    let stopped = false
    const lookOften = async () => {
      for (let look = 0; look < FIRST_LOOKS && !stopped; look++) await check()
    }
    void lookOften()
    const timer = setInterval(check, LOOK_MS)
    return () => {
      stopped = true
      clearInterval(timer)
    }
  }, [connected, check])
  return { ...clock, check }
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

'use client'

import { useEffect, useState } from 'react'
import type { Socket } from 'socket.io-client'
import type { Acknowledgement } from '@/lib/platform/realtime/wire'

let shared: Promise<Socket> | null = null

/** The browser's one connection to the server's live side; its code comes once the page stands. */
function liveSocket(): Promise<Socket> {
  shared ??= import('socket.io-client').then(({ io }) =>
    io({ path: '/socket.io', transports: ['websocket'], reconnectionDelay: 300, reconnectionDelayMax: 3000 }),
  )
  return shared
}

/** The connection, and whether it stands. */
export function useSocket(): { socket: Socket | null; connected: boolean } {
  const [socket, setSocket] = useState<Socket | null>(null)
  const [connected, setConnected] = useState(false)
  useEffect(() => {
    let leave: (() => void) | null = null
    let left = false
    liveSocket().then((live) => {
      if (left) return
      const up = () => setConnected(true)
      const down = (reason?: string) => {
        setConnected(false)
        // The server ended it because rights changed: come back at once with those that are left.
        if (reason === 'io server disconnect') setTimeout(() => live.connect(), 500)
      }
      setSocket(live)
      setConnected(live.connected)
      live.on('connect', up)
      live.on('disconnect', down)
      leave = () => {
        live.off('connect', up)
        live.off('disconnect', down)
      }
    })
    return () => {
      left = true
      leave?.()
    }
  }, [])
  return { socket, connected }
}

/** Sends a message and waits for its acknowledgement. */
export async function ask<Data>(
  socket: Socket,
  event: string,
  input: unknown,
  timeout = 8000,
): Promise<(Extract<Acknowledgement, { ok: true }> & { data: Data }) | Extract<Acknowledgement, { ok: false }>> {
  try {
    return await socket.timeout(timeout).emitWithAck(event, input)
  } catch {
    return { ok: false, problem: { code: 'unavailable', status: 503 } }
  }
}

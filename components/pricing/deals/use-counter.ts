'use client'

import { useEffect, useState } from 'react'
import { ask, useSocket } from '@/components/shell/use-socket'
import type { DealCounter } from '@/lib/pricing/deals/views'

/** A deal's counter as it is at this moment: what the page came with, then what the server sends. */
export function useCounter(first: DealCounter): { counter: DealCounter; live: boolean } {
  const { socket, connected } = useSocket()
  const [counter, setCounter] = useState(first)
  const [live, setLive] = useState(false)
  const { id } = first
  useEffect(() => setCounter(first), [first])
  useEffect(() => {
    if (!socket || !connected) return setLive(false)
    const hear = (news: DealCounter) => news.id === id && setCounter(news)
    socket.on('deal', hear)
    ask<DealCounter>(socket, 'deal:watch', { dealId: id }).then((answer) => {
      if (!answer.ok) return
      setCounter(answer.data)
      setLive(true)
    })
    return () => {
      socket.off('deal', hear)
      void ask(socket, 'deal:leave', { dealId: id })
    }
  }, [socket, connected, id])
  return { counter, live }
}

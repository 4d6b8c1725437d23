import { io } from 'socket.io-client'

/** The clients of the delivery figure: they note when which news arrived. */
const { BENCH_PORT, BENCH_EVENT, BENCH_WATCHERS } = process.env
const received: [seq: number, at: number][] = []
const joined = Array.from({ length: Number(BENCH_WATCHERS) }, async (_, index) => {
  await new Promise((resolve) => setTimeout(resolve, index * 4))
  const socket = io(`http://127.0.0.1:${BENCH_PORT}`, { transports: ['websocket'], forceNew: true })
  socket.on('lot', (view: { seq: number }) => received.push([view.seq, performance.timeOrigin + performance.now()]))
  await new Promise<void>((resolve) => socket.on('connect', () => resolve()))
  if (BENCH_EVENT) await socket.emitWithAck('event:join', { eventId: BENCH_EVENT })
})
await Promise.all(joined)
process.on('message', () => process.send?.(received))
process.send?.('ready')

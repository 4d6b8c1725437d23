import { Counter, Histogram } from 'prom-client'
import { log } from './log'

/** Longer than this nothing may hold up a process that serves bids. */
const STALL_MS = 100
/** A page that is drawn can come to some tenths of a second; from here on people notice. */
const NOTICED_MS = 1000
/** Between two looks at the clock. */
const LOOK_MS = 20
/** Pieces of work that a line of the log names. */
const NAMED = 10

const stalls = new Counter({ name: 'stoa_event_loop_stalls_total', help: 'times that the event loop stood still for more than 100 ms' })
const delays = new Histogram({
  name: 'stoa_event_loop_delay_seconds',
  help: 'how much later than asked a timer ran',
  buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
})

interface Work {
  what: string
  since: number
}

const underWay = new Set<Work>()
let endedSinceLook: Work[] = []

/** Does work under a name, by which it is found when it holds up the process. */
export async function named<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const begin = begun(what)
  try {
    return await work()
  } finally {
    begin.end()
  }
}

/** The same for work whose end is told by an event. */
export function begun(what: string): { end(): void } {
  const work = { what, since: performance.now() }
  underWay.add(work)
  return {
    end() {
      if (underWay.delete(work)) endedSinceLook.push(work)
    },
  }
}

/** Who could have held up the loop: what was under way at some time since the last look, the latest first. */
function suspects(): string[] {
  const works = [...endedSinceLook, ...underWay].sort((a, b) => b.since - a.since)
  return [...new Set(works.map(({ what }) => what))].slice(0, NAMED)
}

/**
 * Measures by how much the event loop is late, exports it (`/api/metrics`), and logs a delay of more than 100 ms with the work that was
 * under way: one of it has held up everything else, live auctions too.
 */
export function watchLoop(): { stop(): void } {
  let expected = performance.now() + LOOK_MS
  const timer = setInterval(() => {
    const now = performance.now()
    const late = Math.max(0, now - expected)
    delays.observe(late / 1000)
    if (late > STALL_MS) {
      stalls.inc()
      log[late > NOTICED_MS ? 'warn' : 'info']({ delayMs: Math.round(late), underWay: suspects() }, 'the event loop was held up')
    }
    endedSinceLook = []
    expected = now + LOOK_MS
  }, LOOK_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

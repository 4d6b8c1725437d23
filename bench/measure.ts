/** One figure as a JSON line: `value` beside `limit`, the plainest code that could do the job, measured in the same run. */
export interface Figure {
  name: string
  value: number
  unit: string
  limit: number
  /** what `ratio` (value / limit) has to reach or keep below */
  goal: string
  /** null for a figure that is there for comparison */
  met: boolean | null
}

export function report(figure: Omit<Figure, 'met'> & { atLeast?: number; atMost?: number }): void {
  const { atLeast, atMost, ...rest } = figure
  const ratio = rest.value / rest.limit
  const asked = atLeast !== undefined || atMost !== undefined
  const met = asked ? (atLeast === undefined || ratio >= atLeast) && (atMost === undefined || ratio <= atMost) : null
  const round = (value: number) => Number(value.toPrecision(4))
  process.stdout.write(
    `${JSON.stringify({ name: rest.name, value: round(rest.value), unit: rest.unit, limit: round(rest.limit), ratio: round(ratio), goal: rest.goal, met })}\n`,
  )
}

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Milliseconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Runs workers side by side until the time is over; returns how often they ran and how long each run took. */
export async function sideBySide(
  workers: number,
  milliseconds: number,
  work: (worker: number, run: number) => Promise<unknown>,
): Promise<{ runs: number; seconds: number; times: number[] }> {
  const times: number[] = []
  const started = performance.now()
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (let run = 0; performance.now() - started < milliseconds; run++) times.push(await timed(() => work(worker, run)))
    }),
  )
  return { runs: times.length, seconds: (performance.now() - started) / 1000, times }
}

/** Starts the work so many times a second, whether earlier runs are over or not; returns how long each took. */
export async function atRate(perSecond: number, runs: number, work: (run: number) => Promise<unknown>): Promise<number[]> {
  const waits: Promise<number>[] = []
  const begun = performance.now()
  for (let run = 0; run < runs; run++) {
    const due = begun + (run * 1000) / perSecond
    if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
    waits.push(timed(() => work(run)))
  }
  return Promise.all(waits)
}

/** Prints a step with its time once it is done. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  process.stdout.write(`  ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  return result
}

/** A reason to stop that the user can act on: printed as one sentence, without a stack. */
export class StartError extends Error {}

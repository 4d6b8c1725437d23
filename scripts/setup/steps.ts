/** A reason to stop that the user can act on: printed as one sentence, without a stack. */
export class StartError extends Error {}

/** Does the work; when it fails, says why, with a stack where nobody foresaw it, and ends the process. */
export async function orExplain(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const foreseen = error instanceof StartError || (error instanceof Error && error.message.startsWith('Settings are wrong'))
    process.stderr.write(`${error instanceof Error ? (foreseen ? error.message : error.stack) : error}\n`)
    process.exit(1)
  }
}

import { Client, type ClientConfig, type QueryResult } from 'pg'

/**
 * A connection that asks one thing after the other, for code that asks for several things at once in a transaction: the
 * driver's own queue ends with its version 9. Streams, cursors and calls with a callback are as they are.
 */
export class SerialClient extends Client {
  constructor(config?: ClientConfig) {
    super(config)
    const ask = this.query.bind(this) as (...asked: unknown[]) => Promise<QueryResult>
    let last: Promise<unknown> = Promise.resolve()
    const serial = (...asked: unknown[]): Promise<QueryResult> => {
      const [what] = asked
      const isStream = typeof what === 'object' && what !== null && 'submit' in what
      if (isStream || asked.some((each) => typeof each === 'function')) return ask(...asked)
      const answer = last.then(() => ask(...asked))
      last = answer.catch(() => undefined)
      return answer
    }
    this.query = serial as Client['query']
  }
}

/**
 * Puts together what comes in one turn of the event loop.
 * @param limit the most that is passed on at once
 * @param pass gets what has come, in order
 */
export function gather<Item>(limit: number, pass: (items: Item[]) => void): (item: Item) => void {
  let waiting: Item[] = []
  const passAll = () => {
    const items = waiting
    waiting = []
    for (let from = 0; from < items.length; from += limit) pass(items.slice(from, from + limit))
  }
  return (item) => {
    if (waiting.push(item) === 1) setImmediate(passAll)
  }
}

let turn: Promise<void> | null = null

/** The end of this turn of the event loop; one for all who wait for it. */
export function endOfTurn(): Promise<void> {
  turn ??= new Promise((resolve) =>
    setImmediate(() => {
      turn = null
      resolve()
    }),
  )
  return turn
}

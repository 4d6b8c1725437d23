import { type MessagePort, parentPort } from 'node:worker_threads'
import { AppError } from '../errors'
import type { ReadingLimits } from './reading-limits'
import { openTable } from './table-file'
import type { ReadingChoice, TableInfo, TableRow } from './table-format'

// The thread behind `table-reader.ts`: reads tables, one after the other.

export interface Task {
  file: string
  choice: ReadingChoice
  limits: ReadingLimits
  reads: 'info' | 'rows'
}

export type Message =
  | { type: 'read'; task: Task }
  /** a piece was worked on */
  | { type: 'more' }

/** The last three and `info` end a task. */
export type Answer =
  | { type: 'info'; info: TableInfo }
  | { type: 'rows'; rows: TableRow[] }
  | { type: 'end' }
  | { type: 'refused'; options: AppError['options'] }
  | { type: 'failed'; message: string }

/** Rows that are passed on together, and characters in them. */
const ROWS_AT_ONCE = 500
const CHARACTERS_AT_ONCE = 256 * 1024
/** Pieces that are passed on before the reader has worked on the first of them. */
const AHEAD = 2

const port = parentPort as MessagePort
const answer = (message: Answer) => port.postMessage(message)
let ahead = 0
let goOn = () => {}

port.on('message', (message: Message) => {
  if (message.type === 'read') void read(message.task)
  else {
    ahead--
    goOn()
  }
})

async function read(task: Task): Promise<void> {
  try {
    const table = await openTable(task.file, task.choice, task.limits)
    if (task.reads === 'rows') return await passOn(table.rows(), task.limits)
    const { format, encoding, sheet, sheets } = table
    answer({ type: 'info', info: { format, encoding, sheet, sheets } })
  } catch (error) {
    if (error instanceof AppError) answer({ type: 'refused', options: error.options })
    else answer({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

async function passOn(all: AsyncIterable<TableRow>, limits: ReadingLimits): Promise<void> {
  ahead = 0
  let rows: TableRow[] = []
  let characters = 0
  for await (const row of all) {
    if (row.line > limits.rows) throw new AppError('file_refused', { detail: 'too_many_rows' })
    rows.push(row)
    for (const cell of row.cells) characters += cell.length
    if (rows.length < ROWS_AT_ONCE && characters < CHARACTERS_AT_ONCE) continue
    if (ahead >= AHEAD)
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
    answer({ type: 'rows', rows })
    ahead++
    rows = []
    characters = 0
  }
  if (rows.length > 0) answer({ type: 'rows', rows })
  answer({ type: 'end' })
}

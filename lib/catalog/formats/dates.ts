import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'
import type { TableRow } from '@/lib/platform/files/table-format'
import type { ColumnTargets } from './model'

dayjs.extend(utc)
dayjs.extend(timezone)

/** What comes first in dates like 1/2/2026; null where nothing in the file tells, or both do. */
export type DateOrder = 'day' | 'month' | null

export type DateResult = { ok: true; instant: string } | { ok: false; reason: 'date' | 'ambiguous_date' }

const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/

/** The order of day and month, decided by all dates that are looked at together: a number above 12 is a day. */
export function dateOrder(rows: readonly Pick<TableRow, 'cells'>[], targets: ColumnTargets): DateOrder {
  const told = new Set<DateOrder>()
  targets.forEach((target, column) => {
    if (target !== 'validFrom' && target !== 'validTo') return
    for (const { cells } of rows) {
      const [, first, second] = SLASHED.exec((cells[column] ?? '').trim()) ?? []
      if (Number(first) > 12) told.add('day')
      if (Number(second) > 12) told.add('month')
    }
  })
  const [order = null] = told.size === 1 ? told : []
  return order
}

interface DayOptions {
  order: DateOrder
  /** IANA name */
  timeZone: string
  /** of what is valid until then: a day without a time means all of it */
  isEnd: boolean
}

/**
 * A date as files write it: 2026-12-31, 2026/12/31, 31.12.2026, 12/31/2026, 2026年12月31日, with a time or without. A day is one of the
 * time zone, from its first moment or to its last.
 */
export function readDay(text: string, { order, timeZone, isEnd }: DayOptions): DateResult {
  const [, date = '', time = ''] = /^(\S+?)(?:日?[T ]+(\d{1,2}:.*))?$/.exec(text.trim()) ?? []
  const day = calendarDay(date, order)
  if (typeof day === 'string') return { ok: false, reason: day }
  const [year, month, dayOfMonth] = day
  const check = new Date(Date.UTC(year, month - 1, dayOfMonth))
  if (check.getUTCMonth() !== month - 1 || check.getUTCDate() !== dayOfMonth || year < 1900 || year > 2999)
    return { ok: false, reason: 'date' }
  const iso = check.toISOString().slice(0, 10)
  const [, clock = '', zone = ''] = /^(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?$/.exec(time) ?? []
  if (time !== '' && clock === '') return { ok: false, reason: 'date' }
  const instant = zone
    ? dayjs(`${iso}T${clock.padStart(5, '0')}${zone}`)
    : atZone(`${iso} ${clock || (isEnd ? '23:59:59.999' : '00:00')}`, timeZone)
  return instant.isValid() ? { ok: true, instant: instant.toISOString() } : { ok: false, reason: 'date' }
}

function calendarDay(text: string, order: DateOrder): [number, number, number] | 'date' | 'ambiguous_date' {
  const yearFirst = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/.exec(text)
  if (yearFirst) return [Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])]
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  if (dotted) return [Number(dotted[3]), Number(dotted[2]), Number(dotted[1])]
  const slashed = SLASHED.exec(text)
  if (!slashed) return 'date'
  const [first, second, year] = slashed.slice(1).map(Number) as [number, number, number]
  if (order === 'month' || (order === null && second > 12)) return [year, first, second]
  if (order === 'day' || first > 12 || first === second) return [year, second, first]
  return 'ambiguous_date'
}

/** The same few days stand in every row of a file, and a zone's rules are slow to ask. */
const known = new Map<string, dayjs.Dayjs>()
const MOST_KNOWN = 5000

function atZone(local: string, timeZone: string): dayjs.Dayjs {
  const key = `${local} ${timeZone}`
  const before = known.get(key)
  if (before) return before
  const instant = dayjs.tz(local, timeZone)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, instant)
  return instant
}

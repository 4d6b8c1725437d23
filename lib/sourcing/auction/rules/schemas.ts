import { z } from 'zod'
import { currencyCode } from '@/lib/platform/fields/codes'
import { contractDecimal } from '@/lib/platform/fields/decimal-text'
import { auctionFormats, traitsOf } from './formats/traits'

const amount = contractDecimal
const positive = amount.refine((text) => Number(text) > 0, 'must be above zero')
const instant = z.iso.datetime({ precision: 3, message: 'a UTC instant with milliseconds, such as 2026-01-01T10:00:00.000Z' })
const optional = <T extends z.ZodType>(schema: T) =>
  schema
    .nullable()
    .optional()
    .transform((value) => value ?? null)

export const auctionFormat = z.enum(auctionFormats)

export const overtimeRule = z.object({
  rank: z.int().min(1).default(1),
  window: z.int().min(0),
  extend: z.int().min(1),
  from: z.enum(['receipt', 'end']).default('receipt'),
  limit: optional(z.int().min(0)),
  hardStop: optional(instant),
  /** `event`: an overtime of this lot moves the ends of all open lots of its event */
  scope: z.enum(['lot', 'event']).default('lot'),
})

/** `addend` is what counts; of points it holds their part too, and `base` is what was set beside them. */
export const adjustment = z.object({
  factor: positive.default('1'),
  addend: amount.default('0'),
  base: amount.optional(),
  points: z.array(z.number()).optional(),
})

/** The rules of one lot, frozen when its event is published. Amounts are decimal text, durations seconds. */
export const lotRules = z
  .object({
    format: auctionFormat,
    currency: currencyCode('an ISO 4217 code'),
    scale: z.int().min(0).max(6),
    opensAt: instant,
    endsAt: optional(instant),
    ceiling: optional(amount),
    reserve: optional(amount),
    floor: optional(amount),
    step: z.object({ minimum: amount, maximum: optional(positive), unit: z.enum(['absolute', 'percent']) }).nullish(),
    mustBeat: z.enum(['leader', 'own']).default('leader'),
    ties: z.boolean().default(false),
    guard: optional(amount),
    overtime: optional(overtimeRule),
    interval: optional(z.number().positive()),
    adjustments: z.record(z.string(), adjustment).nullish(),
    /** what is weighed besides the price, in percent of the whole; what each bidder has of it is in its adjustment already */
    criteria: z.array(z.object({ name: z.string(), weight: z.number() })).nullish(),
    /** how long the lot goes on when its end passed while no server ran; without it, it is closed as of that end */
    outage: optional(z.int().min(1)),
    /** what a bid of an index auction is: percent off the reference prices, or an amount off each unit */
    discount: optional(z.enum(['percent', 'amount'])),
  })
  .superRefine((rules, check) => {
    const { kind, clockRises } = traitsOf(rules.format)
    const [clock, sealed] = [kind === 'clock', kind === 'sealed']
    const missing = (path: string) => check.addIssue({ code: 'custom', path: [path], message: `the format ${rules.format} needs it` })
    if (!clock && rules.endsAt === null) missing('endsAt')
    if (clock && rules.interval === null) missing('interval')
    if (clock && rules.ceiling === null) missing('ceiling')
    if (clockRises && rules.floor === null) missing('floor')
    if (!sealed && !(Number(rules.step?.minimum) > 0))
      check.addIssue({ code: 'custom', path: ['step', 'minimum'], message: 'must be above zero' })
    if (!clock && rules.endsAt !== null && rules.endsAt <= rules.opensAt)
      check.addIssue({ code: 'custom', path: ['endsAt'], message: 'must be after opensAt' })
  })
export type LotRules = z.output<typeof lotRules>

const commandBase = z.object({ at: instant, by: z.string().min(1), id: z.string().min(1).optional() })
/** why the buyer's side sends it for a bidder */
const surrogate = z.string().max(500).optional()
export const lotCommand = z.discriminatedUnion('do', [
  commandBase.extend({ do: z.literal('bid'), amount, confirm: z.boolean().optional(), surrogate }),
  commandBase.extend({ do: z.literal('proxy'), limit: amount }),
  commandBase.extend({ do: z.literal('accept'), surrogate }),
  commandBase.extend({
    do: z.literal('retract'),
    of: z.string().min(1),
    bid: z.string().min(1),
    reason: z.string().max(500).optional(),
  }),
  commandBase.extend({ do: z.literal('pause') }),
  commandBase.extend({ do: z.literal('resume') }),
  commandBase.extend({ do: z.literal('extend'), seconds: z.number().positive() }),
  commandBase.extend({ do: z.literal('close') }),
])
export type LotCommand = z.output<typeof lotCommand>
/** A command as it is decided: its time is said beside it. */
export type Command = LotCommand extends infer Each ? (Each extends LotCommand ? Omit<Each, 'at'> : never) : never

/** A script as `auction run` reads it. */
export const auctionScript = z
  .object({ lot: lotRules, bidders: z.array(z.string().min(1)), commands: z.array(lotCommand) })
  .superRefine((script, check) => {
    script.commands.forEach((command, index) => {
      const before = script.commands[index - 1]
      if (before && command.at < before.at) check.addIssue({ code: 'custom', path: ['commands', index, 'at'], message: 'must not go back' })
    })
  })
export type AuctionScript = z.output<typeof auctionScript>

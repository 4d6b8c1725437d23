import { z } from 'zod'
import { currencyCode } from '@/lib/platform/fields/codes'
import { anyDecimalText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'
import { line } from '@/lib/platform/fields/text'
import { currencyDigits } from '@/lib/platform/money/currencies'
import { type AuctionFormat, bidsRise, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import { auctionFormat } from '@/lib/sourcing/auction/rules/schemas'

const amount = anyDecimalText.refine((text) => Number(text) > 0, 'positive')
const optionalAmount = z
  .union([amount, z.literal('')])
  .nullish()
  .transform((value) => value || null)

export const lotLineInput = z.object({
  productId: idOf('Product').nullish(),
  name: line(300),
  quantity: amount,
  unit: z.string().max(3).default('C62'),
  lastPrice: optionalAmount,
  /** of what is awarded without an offer that says it, UN/ECE 5305 */
  taxCategory: z
    .string()
    .regex(/^[A-Z]{1,2}$/, 'invalid')
    .default('S'),
})

export const lotInput = z.object({
  title: line(200),
  /** the highest total that may be bid; where bids rise, where they start */
  ceiling: optionalAmount,
  reserve: optionalAmount,
  /** where a falling price stops, and where a rising one starts */
  floor: optionalAmount,
  lines: z.array(lotLineInput).min(1, 'required').max(200),
})

interface Steps {
  format: AuctionFormat
  currency: string
  step?: { minimum: string; maximum: string | null; unit: 'absolute' | 'percent' } | null | undefined
  lots: { ceiling: string | null; reserve: string | null; floor: string | null }[]
}

/** A floor itself may be bid, nothing may not. */
const isBeyond = (step: string, range: number, mayBeReached: boolean) => (mayBeReached ? Number(step) > range : Number(step) >= range)

/** What would leave an auction without a second bid, or with amounts that its currency does not have. */
function stepFaults({ format, currency, step, lots }: Steps): { path: (string | number)[]; message: string }[] {
  const { discount } = traitsOf(format)
  const faults: { path: (string | number)[]; message: string }[] = []
  const hasDigits = (amount: string | null) => discount || !amount || (amount.split('.')[1] ?? '').length <= currencyDigits(currency)
  const isPercent = step?.unit === 'percent'
  if (step && isPercent && Number(step.minimum) >= 100) faults.push({ path: ['step', 'minimum'], message: 'step_whole' })
  if (step?.maximum && Number(step.maximum) < Number(step.minimum))
    faults.push({ path: ['step', 'maximum'], message: 'step_above_maximum' })
  for (const bound of ['minimum', 'maximum'] as const)
    if (step && !isPercent && !hasDigits(step[bound])) faults.push({ path: ['step', bound], message: 'currency_digits' })
  lots.forEach((lot, index) => {
    for (const amount of ['ceiling', 'reserve', 'floor'] as const)
      if (!hasDigits(lot[amount])) faults.push({ path: ['lots', index, amount], message: 'currency_digits' })
    const range = Number(lot.ceiling) - Number(lot.floor ?? 0)
    // Where bids rise nothing stands above them. A floor that is not below its ceiling is said by itself.
    if (step && !isPercent && !bidsRise(format) && lot.ceiling && range > 0 && isBeyond(step.minimum, range, lot.floor !== null))
      faults.push({ path: ['step', 'minimum'], message: 'step_above_range' })
  })
  return faults
}

/** An auction as the buyer sets it up; durations are seconds, instants UTC. */
export const eventInput = z
  .object({
    title: line(200),
    description: z.string().trim().max(4000).default(''),
    terms: z.string().trim().max(10_000).default(''),
    networkId: idOf('Network'),
    format: auctionFormat.default('english-reverse'),
    currency: currencyCode(),
    visibility: z.enum(['lead_and_rank', 'rank', 'lead', 'nothing']).default('lead_and_rank'),
    opensAt: z.iso.datetime(),
    /** a price clock ends with its steps */
    endsAt: z.iso.datetime().nullish(),
    /** seconds between the end of a lot and the opening of the next; null when all run at once */
    gap: z.int().min(0).max(86_400).nullish(),
    /** of an index auction: percent off the reference prices, or an amount off each unit */
    discount: z.enum(['percent', 'amount']).default('percent'),
    /** how long a price clock shows each price */
    interval: z.int().min(2).max(3600).nullish(),
    step: z.object({ minimum: amount, maximum: optionalAmount, unit: z.enum(['absolute', 'percent']) }).nullish(),
    mustBeat: z.enum(['leader', 'own']).default('leader'),
    ties: z.boolean().default(false),
    guard: optionalAmount,
    overtime: z
      .object({
        rank: z.int().min(1).max(20),
        window: z.int().min(0).max(86_400),
        extend: z.int().min(1).max(86_400),
        /** from the bid on, or from the end that stood */
        from: z.enum(['receipt', 'end']).default('receipt'),
        limit: z.int().min(0).max(1000).nullish(),
        /** an overtime of one lot moves all open lots */
        scope: z.enum(['lot', 'event']).default('lot'),
        /** minutes after the planned end beyond which nothing moves it */
        hardStopMinutes: z.int().min(1).max(10_000).nullish(),
      })
      .nullable(),
    /** what a bidder's amount is worth to the buyer: amount × factor + addend (freight, quality, cost of a change) */
    adjustments: z
      .array(
        z.object({
          supplierId: idOf('Organization'),
          factor: amount.default('1'),
          addend: anyDecimalText.default('0'),
          /** of each criterion in turn, 0 to 100; what is missing is 0 */
          points: z.array(z.number().min(0).max(100)).max(10).default([]),
        }),
      )
      .max(200)
      .default([]),
    /** weighed beside the price, which has the rest of the hundred percent */
    criteria: z
      .array(z.object({ name: z.string().trim().min(1, 'required').max(80), weight: z.int().min(1).max(99) }))
      .max(10)
      .default([]),
    lots: z.array(lotInput).min(1, 'required').max(100),
    invite: z.array(idOf('Organization')).max(200).default([]),
    /** not even the buyer's side sees who bids before the close */
    namesHidden: z.boolean().default(false),
    /** what a lot gets when its end passed while no server ran; null closes it as of that end */
    outageMinutes: z.int().min(1).max(1440).nullish(),
    /** days between an award and its effect, for objections; null without a standstill */
    standstillDays: z.int().min(1).max(90).nullish(),
    /** for practice: awarded without an order, and in no report */
    training: z.boolean().default(false),
  })
  .superRefine((event, check) => {
    for (const { path, message } of stepFaults(event)) check.addIssue({ code: 'custom', path, message })
    if (!event.step && traitsOf(event.format).kind !== 'sealed')
      check.addIssue({ code: 'custom', path: ['step', 'minimum'], message: 'required' })
    if (event.criteria.reduce((sum, { weight }) => sum + weight, 0) > 99)
      check.addIssue({ code: 'custom', path: ['criteria'], message: 'weights_too_high' })
    const clock = traitsOf(event.format).kind === 'clock'
    if (clock && !event.interval) check.addIssue({ code: 'custom', path: ['interval'], message: 'required' })
    if (!clock && !event.endsAt) check.addIssue({ code: 'custom', path: ['endsAt'], message: 'required' })
    if (!clock && event.endsAt && event.endsAt <= event.opensAt)
      check.addIssue({ code: 'custom', path: ['endsAt'], message: 'end_before_start' })
    event.lots.forEach((lot, index) => {
      const rises = bidsRise(event.format)
      if (!lot.ceiling && !traitsOf(event.format).discount)
        check.addIssue({ code: 'custom', path: ['lots', index, 'ceiling'], message: 'required' })
      if (lot.reserve && lot.ceiling && (rises ? Number(lot.reserve) < Number(lot.ceiling) : Number(lot.reserve) > Number(lot.ceiling)))
        check.addIssue({
          code: 'custom',
          path: ['lots', index, 'reserve'],
          message: rises ? 'reserve_below_start' : 'reserve_above_ceiling',
        })
      if (traitsOf(event.format).discount)
        lot.lines.forEach((line, place) => {
          if (!line.lastPrice) check.addIssue({ code: 'custom', path: ['lots', index, 'lines', place, 'lastPrice'], message: 'required' })
        })
      if (!clock) return
      const wrong = (message: string) => check.addIssue({ code: 'custom', path: ['lots', index, 'floor'], message })
      if (traitsOf(event.format).clockRises && !lot.floor) wrong('required')
      else if (lot.floor && Number(lot.floor) >= Number(lot.ceiling)) wrong('floor_above_ceiling')
    })
  })
export type EventInput = z.input<typeof eventInput>

/** A new event, or the next round of a closed one. */
export const createEventInput = eventInput.and(
  z.object({ previousId: idOf('SourcingEvent').nullish().describe('the closed event whose next round this is') }),
)
export const changeEventInput = z.object({ eventId: idOf('SourcingEvent'), event: eventInput })
export const eventIdInput = z.object({ eventId: idOf('SourcingEvent') })
export const answerInvitationInput = z.object({ eventId: idOf('SourcingEvent'), accept: z.boolean() })
export const askInput = z.object({ eventId: idOf('SourcingEvent'), text: z.string().trim().min(3, 'required').max(2000) })
export const answerQuestionInput = z.object({ questionId: idOf('EventQuestion'), answer: z.string().trim().min(1, 'required').max(4000) })
export const messageInput = z.object({ eventId: idOf('SourcingEvent'), text: z.string().trim().min(1, 'required').max(2000) })
export const awardInput = z.object({
  lotId: idOf('Lot'),
  /** the winner; of a split award `shares` instead */
  supplierId: idOf('Organization').nullish(),
  shares: z
    .array(
      z.object({
        supplierId: idOf('Organization'),
        percent: z
          .string()
          .regex(/^\d{1,3}(\.\d{1,2})?$/, 'number')
          .refine((text) => Number(text) > 0 && Number(text) <= 100, 'percent'),
      }),
    )
    .min(1)
    .max(20)
    .nullish(),
  /** at once orders, or contract prices for the quantities that were won */
  as: z.enum(['order', 'contract']).default('order'),
  contractTo: z.iso.datetime().nullish(),
  reason: z.string().trim().max(2000).nullish(),
})
export const takeAwardBackInput = z.object({ lotId: idOf('Lot'), reason: z.string().trim().min(3, 'required').max(2000) })

/** A lot as a file holds it: amounts as decimal text. */
export interface FileLot {
  title: string
  ceiling: string | null
  reserve: string | null
  floor: string | null
  lines: { name: string; quantity: string; unit: string; lastPrice: string | null }[]
}

export interface FileBid {
  lotId: string
  amount: string
}

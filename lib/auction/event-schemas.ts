import { z } from 'zod'
import { DECIMAL_TEXT } from '@/lib/platform/decimal'
import { hasPriceClock, roomFormats, takesSealedBids } from './formats/rooms'

const amount = z
  .string()
  .regex(DECIMAL_TEXT, 'number')
  .refine((text) => Number(text) > 0, 'positive')
const optionalAmount = z
  .union([amount, z.literal('')])
  .nullish()
  .transform((value) => value || null)

export const lotLineInput = z.object({
  productId: z.uuid().nullish(),
  name: z.string().trim().min(1, 'required').max(300),
  quantity: amount,
  unit: z.string().max(3).default('C62'),
  lastPrice: optionalAmount,
})

export const lotInput = z.object({
  title: z.string().trim().min(1, 'required').max(200),
  ceiling: amount,
  reserve: optionalAmount,
  /** where a falling price stops, and where a rising one starts */
  floor: optionalAmount,
  lines: z.array(lotLineInput).min(1, 'required').max(200),
})

/** A reverse auction as the buyer sets it up; durations are seconds, instants UTC. */
export const eventInput = z
  .object({
    title: z.string().trim().min(1, 'required').max(200),
    description: z.string().trim().max(4000).default(''),
    terms: z.string().trim().max(10_000).default(''),
    networkId: z.uuid(),
    format: z.enum(roomFormats).default('english-reverse'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'currency'),
    visibility: z.enum(['lead_and_rank', 'rank', 'lead', 'nothing']).default('lead_and_rank'),
    opensAt: z.iso.datetime(),
    /** a price clock ends with its steps */
    endsAt: z.iso.datetime().nullish(),
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
        limit: z.int().min(0).max(1000).nullish(),
      })
      .nullable(),
    lots: z.array(lotInput).min(1, 'required').max(100),
    invite: z.array(z.uuid()).max(200).default([]),
  })
  .superRefine((event, check) => {
    if (!event.step && !takesSealedBids(event.format)) check.addIssue({ code: 'custom', path: ['step', 'minimum'], message: 'required' })
    const clock = hasPriceClock(event.format)
    if (clock && !event.interval) check.addIssue({ code: 'custom', path: ['interval'], message: 'required' })
    if (!clock && !event.endsAt) check.addIssue({ code: 'custom', path: ['endsAt'], message: 'required' })
    if (!clock && event.endsAt && event.endsAt <= event.opensAt)
      check.addIssue({ code: 'custom', path: ['endsAt'], message: 'end_before_start' })
    event.lots.forEach((lot, index) => {
      if (lot.reserve && Number(lot.reserve) > Number(lot.ceiling))
        check.addIssue({ code: 'custom', path: ['lots', index, 'reserve'], message: 'reserve_above_ceiling' })
      if (!clock) return
      const wrong = (message: string) => check.addIssue({ code: 'custom', path: ['lots', index, 'floor'], message })
      if (event.format === 'dutch-reverse' && !lot.floor) wrong('required')
      else if (lot.floor && Number(lot.floor) >= Number(lot.ceiling)) wrong('floor_above_ceiling')
    })
  })
export type EventInput = z.input<typeof eventInput>

export const changeEventInput = z.object({ eventId: z.uuid(), event: eventInput })
export const eventIdInput = z.object({ eventId: z.uuid() })
export const answerInvitationInput = z.object({ eventId: z.uuid(), accept: z.boolean() })
export const askInput = z.object({ eventId: z.uuid(), text: z.string().trim().min(3, 'required').max(2000) })
export const answerQuestionInput = z.object({ questionId: z.uuid(), answer: z.string().trim().min(1, 'required').max(4000) })
export const messageInput = z.object({ eventId: z.uuid(), text: z.string().trim().min(1, 'required').max(2000) })
export const awardInput = z.object({ lotId: z.uuid(), supplierId: z.uuid(), reason: z.string().trim().max(2000).nullish() })

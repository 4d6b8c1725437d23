import { z } from 'zod'

const amount = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/, 'number')
const percent = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,4})?$/, 'number')
  .refine((text) => Number(text) <= 100, 'percent')
const nullable = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? null)

/** What a fee is taken on: each order, the savings of an award, each month, each live offer each month. */
export const feeCauses = ['order', 'savings', 'subscription', 'listing'] as const

/** A fee as it stands in a network's terms. Source: pricing rules, Fees. */
export const networkFee = z
  .object({
    id: z.string().min(1).max(40),
    name: z.string().trim().min(1, 'required').max(80),
    on: z.enum(feeCauses),
    payer: z.enum(['buyer', 'supplier']),
    currency: z.string().regex(/^[A-Z]{3}$/, 'currency'),
    percent: nullable(percent),
    fixed: nullable(amount),
    minimum: nullable(amount),
    maximum: nullable(amount),
    /** of orders: the percentage by what the payer has traded in the year, instead of one for all; the first from 0 */
    tiers: z
      .array(z.object({ from: amount, percent }))
      .max(10)
      .default([]),
  })
  .superRefine((fee, check) => {
    const wrong = (field: string, message: string) => check.addIssue({ code: 'custom', path: [field], message })
    const periodic = fee.on === 'subscription' || fee.on === 'listing'
    if (periodic && !fee.fixed) wrong('fixed', 'required')
    if (periodic && fee.percent) wrong('percent', 'fixed_only')
    if (!periodic && !fee.percent && !fee.fixed && fee.tiers.length === 0) wrong('percent', 'required')
    if (fee.minimum && fee.maximum && Number(fee.minimum) > Number(fee.maximum)) wrong('maximum', 'below_minimum')
    if (fee.tiers.length > 0 && fee.on !== 'order') wrong('tiers', 'tiers_on_orders')
    if (fee.tiers.length > 0 && fee.percent) wrong('percent', 'percent_or_tiers')
    if (fee.tiers.some(({ from }, index) => (index === 0 ? Number(from) !== 0 : Number(from) <= Number(fee.tiers[index - 1]?.from))))
      wrong('tiers', 'tiers_rise')
  })
export type NetworkFee = z.output<typeof networkFee>

export const networkFees = z
  .array(networkFee)
  .max(20)
  .refine((fees) => new Set(fees.map(({ id }) => id)).size === fees.length, 'invalid')

import { z } from 'zod'
import { currencyCode } from '@/lib/platform/fields/codes'
import { amountText, percentText } from '@/lib/platform/fields/decimal-text'
import { line, nullable } from '@/lib/platform/fields/text'
import { feeCauses } from './model'

/** A fee as it stands in a network's terms. Source: pricing rules, Fees. */
export const networkFee = z
  .object({
    id: z.string().min(1).max(40),
    name: line(80),
    on: z.enum(feeCauses),
    payer: z.enum(['buyer', 'supplier']),
    currency: currencyCode(),
    percent: nullable(percentText),
    fixed: nullable(amountText),
    minimum: nullable(amountText),
    maximum: nullable(amountText),
    /** of orders: the percentage by what the payer has traded in the year, instead of one for all; the first from 0 */
    tiers: z
      .array(z.object({ from: amountText, percent: percentText }))
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

import { z } from 'zod'
import { signedDecimalText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'
import { isWritten, trimmedLocalizedText } from '@/lib/platform/fields/localized-text'
import { nullable } from '@/lib/platform/fields/text'
import { MAX_CHARACTERS } from '@/lib/platform/text/formula'

const id = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'configuration_id')
const words = trimmedLocalizedText(120).refine(isWritten, 'required')
const ids = z.array(id).min(1, 'required').max(50)

export const configurationOption = z.object({
  id,
  name: words,
  /** on top of the offer's price, for one unit; below zero takes off */
  price: signedDecimalText.default('0'),
  /** what stands for it in the part number */
  part: z.string().trim().max(20).default(''),
  /** days that it adds to the offer's lead time */
  leadTimeDays: z.int().min(0).max(500).default(0),
  pictureFileId: nullable(z.uuid()),
})

export const optionGroup = z
  .object({
    id,
    name: words,
    /** how many of its options are chosen */
    minimum: z.int().min(0).max(50).default(1),
    maximum: z.int().min(1).max(50).default(1),
    options: z.array(configurationOption).min(1, 'required').max(60),
  })
  .refine((group) => group.minimum <= group.maximum, { path: ['maximum'], message: 'below_minimum' })
export type OptionGroup = z.output<typeof optionGroup>

export const configurationNumber = z
  .object({
    id,
    name: words,
    unit: z.string().trim().max(20).default(''),
    minimum: signedDecimalText,
    maximum: signedDecimalText,
    step: signedDecimalText.refine((text) => Number(text) > 0, 'positive').default('1'),
    initial: signedDecimalText,
  })
  .refine((number) => Number(number.minimum) <= Number(number.maximum), { path: ['maximum'], message: 'below_minimum' })
export type ConfigurationNumber = z.output<typeof configurationNumber>

const text = nullable(words)
/** What has to hold. `if` means all of these options; an empty one means always. */
export const configurationRule = z.discriminatedUnion('kind', [
  /** one of `oneOf` at least */
  z.object({ kind: z.literal('requires'), if: ids, oneOf: ids, text }),
  /** none of `not` */
  z.object({ kind: z.literal('excludes'), if: ids, not: ids, text }),
  z.object({ kind: z.literal('at_least'), count: z.int().min(1).max(50), of: ids, text }),
  z.object({ kind: z.literal('at_most'), count: z.int().min(0).max(50), of: ids, text }),
  z.object({
    kind: z.literal('limits'),
    if: z.array(id).max(50).default([]),
    number: id,
    minimum: nullable(signedDecimalText),
    maximum: nullable(signedDecimalText),
    text,
  }),
])
export type ConfigurationRule = z.output<typeof configurationRule>

/** What a table is looked up by: a number, up to each of these values; or a group, by option. */
const dimension = z.discriminatedUnion('by', [
  z.object({ by: z.literal('number'), id, upTo: z.array(signedDecimalText).min(1).max(60) }),
  z.object({ by: z.literal('group'), id, options: ids }),
])
export type TableDimension = z.output<typeof dimension>

/** A part of the price beside the options' own. */
export const pricePart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('formula'), name: words, formula: z.string().trim().min(1, 'required').max(MAX_CHARACTERS) }),
  z.object({
    kind: z.literal('table'),
    name: words,
    rows: dimension,
    columns: nullable(dimension),
    /** a row each, a column each */
    cells: z.array(z.array(signedDecimalText).min(1).max(60)).min(1).max(60),
  }),
])
export type PricePart = z.output<typeof pricePart>

/** What can be chosen of an offer, and what that costs. Its own ids name things in rules and formulas. */
export const configurationModel = z.object({
  groups: z.array(optionGroup).max(30).default([]),
  numbers: z.array(configurationNumber).max(20).default([]),
  rules: z.array(configurationRule).max(200).default([]),
  prices: z.array(pricePart).max(30).default([]),
  /** '{id}' stands for a number, or the part of what was chosen in a group */
  partNumber: z.string().trim().max(120).default(''),
})
export type ConfigurationModel = z.output<typeof configurationModel>

export const choices = z.object({
  options: z.array(id).max(200).default([]),
  numbers: z.record(id, signedDecimalText).default({}),
})
export type Choices = z.output<typeof choices>

export const saveConfiguratorInput = z.object({ offerId: idOf('Offer'), model: configurationModel })
export const configuratorInput = z.object({ offerId: idOf('Offer') })
export const configureInput = z.object({ offerId: idOf('Offer'), choices })
export const saveConfigurationInput = configureInput.extend({ name: z.string().trim().min(1, 'required').max(120) })
export const configurationIdInput = z.object({ configurationId: idOf('Configuration') })

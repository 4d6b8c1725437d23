import { z } from 'zod'
import { categoryCode } from '@/lib/catalog/categories/schemas'
import { idOf } from '@/lib/platform/fields/ids'
import { isWritten, trimmedLocalizedText } from '@/lib/platform/fields/localized-text'
import { line } from '@/lib/platform/fields/text'

const heading = trimmedLocalizedText(120)

/** Products of one section that are named one by one. */
export const MAX_NAMED = 24
export const MAX_SECTIONS = 12

/** A part of a landing page. */
export const section = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), heading, body: trimmedLocalizedText(4000) }),
  z.object({ kind: z.literal('products'), heading, productIds: z.array(z.uuid()).min(1, 'required').max(MAX_NAMED) }),
  /** the best found of a category, cheapest first */
  z.object({ kind: z.literal('category'), heading, category: categoryCode }),
  /** what one of the operator's virtual catalogs holds, as far as it reaches the reader */
  z.object({ kind: z.literal('catalog'), heading, catalogId: z.uuid('required') }),
  z.object({ kind: z.literal('deals'), heading }),
])
export type Section = z.output<typeof section>

export const landingSections = z.array(section).max(MAX_SECTIONS)

const title = trimmedLocalizedText(120).refine(isWritten, 'required')

export const createLandingPageInput = z.object({ networkId: idOf('Network'), name: line() })
export const saveLandingPageInput = z.object({
  pageId: idOf('LandingPage'),
  /** that the changes were made to */
  version: z.int(),
  title,
  intro: trimmedLocalizedText(1000),
  position: z.int('number').min(0, 'number').max(10_000, 'number'),
  sections: landingSections,
})
export const publishLandingPageInput = z.object({ pageId: idOf('LandingPage'), published: z.boolean() })
export const landingPageIdInput = z.object({ pageId: idOf('LandingPage') })

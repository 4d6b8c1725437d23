import { z } from 'zod'
import { categoryCode } from '@/lib/categories/schemas'

const text = (most: number) =>
  z.object({ en: z.string().trim().max(most).optional(), zh: z.string().trim().max(most).optional() }).transform(({ en, zh }) => ({
    ...(en && { en }),
    ...(zh && { zh }),
  }))
const heading = text(120)

/** Products of one section that are named one by one. */
export const MOST_NAMED = 24
export const MOST_SECTIONS = 12

/** A part of a landing page. */
export const section = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), heading, body: text(4000) }),
  z.object({ kind: z.literal('products'), heading, productIds: z.array(z.uuid()).min(1, 'required').max(MOST_NAMED) }),
  /** the best found of a category, cheapest first */
  z.object({ kind: z.literal('category'), heading, category: categoryCode }),
  /** what one of the operator's virtual catalogs holds, as far as it reaches the reader */
  z.object({ kind: z.literal('catalog'), heading, catalogId: z.uuid('required') }),
  z.object({ kind: z.literal('deals'), heading }),
])
export type Section = z.output<typeof section>

export const landingSections = z.array(section).max(MOST_SECTIONS)

const title = text(120).refine(({ en, zh }) => Boolean(en || zh), 'required')

export const createLandingPageInput = z.object({ networkId: z.uuid(), name: z.string().trim().min(1, 'required').max(120) })
export const keepLandingPageInput = z.object({
  pageId: z.uuid(),
  /** that the changes were made to */
  version: z.int(),
  title,
  intro: text(1000),
  position: z.int('number').min(0, 'number').max(10_000, 'number'),
  sections: landingSections,
})
export const publishLandingPageInput = z.object({ pageId: z.uuid(), published: z.boolean() })
export const landingPageIdInput = z.object({ pageId: z.uuid() })

import { z } from 'zod'

/** A line that has to be there. @param max characters */
export const line = (max = 120) => z.string().trim().min(1, 'required').max(max)

/** A text that may be left out; an empty one counts as none. @param max characters */
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((text) => text || null)

/** A value that may be left out; then it is null. */
export const nullable = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? null)

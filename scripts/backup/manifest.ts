import { z } from 'zod'

/** Raised when a later backup could not be read by this code any more. */
export const FORMAT = 1

const entry = z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string().length(64) })

/** What a backup says about itself; its last entry, `manifest.json`. */
export const manifest = z.object({
  format: z.literal(FORMAT),
  /** when the database was read, ISO 8601 */
  takenAt: z.iso.datetime(),
  /** migrations that the database had seen, in order */
  migrations: z.array(z.string()).min(1),
  tables: z.array(entry.extend({ schema: z.string(), name: z.string(), columns: z.array(z.string()).min(1), rows: z.number().int() })),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.string(), called: z.boolean() })),
  files: z.array(entry.extend({ key: z.string() })),
  /** keys of files that rows name and that were not there to be read */
  missing: z.array(z.string()),
})
export type Manifest = z.output<typeof manifest>
export type KeptTable = Manifest['tables'][number]

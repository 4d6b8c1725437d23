import { z } from 'zod'
import { textEncodings } from '@/lib/platform/files/encodings'

/** How a supplier wants a file read where it could be read in several ways; what is left out is found out. */
export const catalogChoice = z.object({
  sheet: z.string().max(255).optional(),
  /** the line of the header, as the spreadsheet counts */
  headerRow: z.int().min(1).max(1000).optional(),
  encoding: z.enum(textEncodings).optional(),
  /** what stands before the decimals */
  numbers: z.enum(['point', 'comma']).optional(),
  /** what comes first in dates like 1/2/2026 */
  dates: z.enum(['day', 'month']).optional(),
})
export type CatalogChoice = z.output<typeof catalogChoice>

/** How a file is read, found out or chosen. */
export interface Reading {
  format: string
  encoding: string | null
  sheet: string | null
  sheets: { name: string; isHidden: boolean }[]
  headerRow: number
  headerRows: number
}

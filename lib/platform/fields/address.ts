import { z } from 'zod'
import { countryCode } from './codes'
import { line } from './text'

/** Where something goes, as forms ask for it and documents keep it. */
export const postalAddress = z.object({
  label: line(60),
  street: line(200),
  postalCode: z.string().trim().max(20),
  city: line(80),
  country: countryCode,
})

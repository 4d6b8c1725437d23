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

export type PostalAddress = z.output<typeof postalAddress>

/** An address on one line; null for none. */
export const addressLine = (address: PostalAddress | null): string | null =>
  address && [address.label, address.street, `${address.postalCode} ${address.city}`.trim(), address.country].filter(Boolean).join(', ')

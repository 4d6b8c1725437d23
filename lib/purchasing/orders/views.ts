/** Where an order goes, on one line; null when nowhere. */
export function addressLine(address: unknown): string | null {
  if (!address) return null
  const { label, street, postalCode, city, country } = address as Record<'label' | 'street' | 'postalCode' | 'city' | 'country', string>
  return [label, street, `${postalCode} ${city}`.trim(), country].filter(Boolean).join(', ')
}

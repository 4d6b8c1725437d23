import { type Choices, choices as schema } from '@/lib/catalog/configuration/schemas'

/** What is chosen, read back from the address; null when the address says nothing of it, or nothing that can be read. */
export function fromAddress(params: Record<string, string | string[] | undefined>): Choices | null {
  if (typeof params.chosen !== 'string') return null
  const numbers = Object.entries(params).flatMap(([name, value]) => (name.startsWith('n_') ? [[name.slice(2), value]] : []))
  const { data } = schema.safeParse({ options: params.chosen.split(',').filter(Boolean), numbers: Object.fromEntries(numbers) })
  return data ?? null
}

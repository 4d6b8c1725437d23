import type { Choices } from '@/lib/configuration/schemas'
import { choices as schema } from '@/lib/configuration/schemas'

/** What is chosen as it stands in the address, so that a link carries it: options by id, numbers as n_<id>. */
export function toAddress(choices: Choices): Record<string, string> {
  return {
    chosen: choices.options.join(','),
    ...Object.fromEntries(Object.entries(choices.numbers).map(([id, value]) => [`n_${id}`, value])),
  }
}

/** The same read back; null when the address says nothing of it, or nothing that can be read. */
export function fromAddress(params: Record<string, string | string[] | undefined>): Choices | null {
  if (typeof params.chosen !== 'string') return null
  const numbers = Object.entries(params).flatMap(([name, value]) => (name.startsWith('n_') ? [[name.slice(2), value]] : []))
  const { data } = schema.safeParse({ options: params.chosen.split(',').filter(Boolean), numbers: Object.fromEntries(numbers) })
  return data ?? null
}

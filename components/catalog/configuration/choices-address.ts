import type { Choices } from '@/lib/catalog/configuration/schemas'

/** What is chosen as it stands in the address, so that a link carries it: options by id, numbers as n_<id>. */
export function toAddress(choices: Choices): Record<string, string> {
  return {
    chosen: choices.options.join(','),
    ...Object.fromEntries(Object.entries(choices.numbers).map(([id, value]) => [`n_${id}`, value])),
  }
}

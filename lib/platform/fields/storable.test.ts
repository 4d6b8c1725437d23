import { expect, test } from 'vitest'
import { requireStorable } from './storable'

const fieldsOf = (input: unknown) => {
  try {
    requireStorable(input)
    return []
  } catch (error) {
    return (error as { options: { fields: { field: string }[] } }).options.fields.map(({ field }) => field)
  }
}

test('text that no database keeps is refused by its field, whatever its depth; everything else passes', () => {
  expect(fieldsOf({ name: 'Bolt \0', lines: [{ note: 'fine' }, { note: 'half \ud83d' }] })).toEqual(['name', 'lines.1.note'])
  expect(fieldsOf('\udfff')).toEqual([''])
  expect(fieldsOf({ name: '螺栓 🔩 Žluťoučký', at: new Date(), none: null, count: 3, file: Buffer.from('\0'), deep: [[[]]] })).toEqual([])
  expect(fieldsOf(Array.from({ length: 9 }, () => '\0'))).toHaveLength(5)
})

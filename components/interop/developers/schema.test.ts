import { expect, test } from 'vitest'
import { propertyRows, type Schema, typeOf } from './schema'

test('a type is told in a word', () => {
  const told: [Schema, string][] = [
    [{ type: 'string', format: 'uuid' }, 'string (uuid)'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ type: 'array', items: { $ref: '#/components/schemas/Bid' } }, 'Bid[]'],
    [{ enum: ['a', 'b'] }, '"a" | "b"'],
    [{ anyOf: [{ $ref: '#/x/Event' }, { type: 'null' }] }, 'Event | null'],
  ]
  for (const [schema, words] of told) expect(typeOf(schema)).toBe(words)
})

test('properties stand below the path of what holds them; variants share a row', () => {
  const schema: Schema = {
    oneOf: [
      { properties: { do: { const: 'pause' } }, required: ['do'] },
      { properties: { do: { const: 'extend' }, seconds: { type: 'integer', minimum: 10 } }, required: ['do', 'seconds'] },
    ],
  }
  expect(propertyRows(schema).map(({ path, type, required, description }) => [path, type, required, description])).toEqual([
    ['do', '"pause" | "extend"', true, ''],
    ['seconds', 'integer', true, 'at least 10'],
  ])
  const nested: Schema = { properties: { lots: { type: 'array', items: { properties: { id: { type: 'string' } } } } } }
  expect(propertyRows(nested).map(({ path }) => path)).toEqual(['lots', 'lots[].id'])
})

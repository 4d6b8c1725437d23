import { expect, test } from 'vitest'
import { attributesWithInternalContent } from './model'

test('own attributes overrule an operator’s, these the supplier’s; new ones stand at the end', () => {
  const shown = attributesWithInternalContent(
    [
      { name: 'Length', value: '40', unit: 'mm' },
      { name: 'Colour', value: 'grey' },
    ],
    [
      { organization: 'Buyer', attributes: [{ name: 'length', value: '4', unit: 'cm' }] },
      {
        organization: 'Hub',
        attributes: [
          { name: 'Length', value: '41', unit: 'mm' },
          { name: 'Weight', value: '2', unit: 'kg' },
        ],
      },
    ],
  )
  expect(shown).toEqual([
    { name: 'length', value: '4', unit: 'cm', by: 'Buyer' },
    { name: 'Colour', value: 'grey', by: null },
    { name: 'Weight', value: '2', unit: 'kg', by: 'Hub' },
  ])
})

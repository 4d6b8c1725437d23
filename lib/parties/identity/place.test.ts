import { expect, test } from 'vitest'
import { placeOf } from './place'

test('a network address says its country, or that it is of the house', async () => {
  const places = [
    '8.8.8.8',
    '::ffff:217.72.192.1',
    '114.114.114.114',
    '192.168.1.7',
    '::1',
    'fe80::1',
    '2001:4860:4860::8888',
    'unknown',
    null,
  ]
  expect(await Promise.all(places.map(placeOf))).toEqual(['US', 'DE', 'CN', 'house', 'house', 'house', null, null, null])
})

import { expect, test } from 'vitest'
import { said } from './said'

const messages: Record<string, string> = { 'state.placed': 'Placed', 'source.deal': 'Deal {name}' }
const t = Object.assign((key: string, values?: { name?: string }) => (messages[key] ?? key).replace('{name}', values?.name ?? ''), {
  has: (key: string) => key in messages,
})

test('a message by a key from data; one that this version does not know shows itself', () => {
  expect([said(t, 'state.placed'), said(t, 'source.deal', { name: 'July' }), said(t, 'state.frozen')]).toEqual([
    'Placed',
    'Deal July',
    'frozen',
  ])
})

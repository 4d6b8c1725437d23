import { describe, expect, test } from 'vitest'
import { Decimal } from '@/lib/platform/money/decimal'
import { feeAmount } from '@/lib/pricing/fees/model'
import { priceCaseInput } from './case-schemas'
import { playPrices } from './play'

const offer = {
  id: 'o1',
  supplier: 's1',
  currency: 'EUR',
  priceBase: '100',
  minimum: '10',
  step: '5',
  maximum: '1000',
  breaks: [
    { from: '500', price: '39.9' },
    { from: '1', price: '45' },
  ],
}

const play = (changes: Record<string, unknown>) =>
  playPrices(
    priceCaseInput.parse({
      at: '2026-03-10T09:00:00.000Z',
      buyer: 'acme',
      groups: ['plants'],
      country: 'DE',
      currency: 'EUR',
      taxes: [{ country: 'DE', category: 'S', rate: '19' }],
      offers: [offer],
      lines: [{ offer: 'o1', quantity: '25' }],
      ...changes,
    }),
  )
const line = (quantity: string, changes: Record<string, unknown> = {}) =>
  play({ offers: [{ ...offer, ...changes }], lines: [{ offer: 'o1', quantity }] }).lines[0]

describe('lines', () => {
  test.each([
    ['10', {}, { ok: true, net: '4.50' }],
    ['500', {}, { ok: true, unitPrice: '0.399000', net: '199.50' }],
    ['0', {}, { code: 'NOT_POSITIVE', nearest: null }],
    ['7', {}, { code: 'BELOW_MINIMUM', nearest: '10' }],
    ['12', {}, { code: 'NOT_A_MULTIPLE', nearest: '15' }],
    ['1005', {}, { code: 'ABOVE_MAXIMUM', nearest: '1000' }],
    ['3', { minimum: '7', maximum: '9' }, { code: 'BELOW_MINIMUM', nearest: null }],
    ['25', { validTo: '2026-03-10T09:00:00.000Z' }, { code: 'NOT_VALID', nearest: null }],
    ['25', { validFrom: '2026-03-10T09:00:00.000Z' }, { ok: true }],
    ['2.5', { minimum: null, step: '0.5', priceBase: null }, { ok: true, net: '112.50' }],
  ])('quantity %s of %o', (quantity, changes, expected) => {
    expect(line(quantity, changes)).toMatchObject(expected)
  })

  test('an unknown offer', () => {
    expect(play({ lines: [{ offer: 'nope', quantity: '1' }] })).toMatchObject({
      lines: [{ ok: false, code: 'UNKNOWN_OFFER', nearest: null }],
      orders: [],
      total: '0.00',
    })
  })

  test('half a cent goes away from zero', () => {
    expect(line('10', { priceBase: '1', breaks: [{ from: '1', price: '0.0005' }] })).toMatchObject({ net: '0.01' })
    expect(line('10', { currency: 'JPY', priceBase: '1', breaks: [{ from: '1', price: '0.05' }] })).toMatchObject({ net: '1' })
  })
})

describe('which price', () => {
  const contract = { kind: 'contract', offer: 'o1', buyer: 'acme', price: '40' }
  test('the contract wins over everything, also when it is dearer', () => {
    expect(
      play({
        prices: [
          { ...contract, price: '60' },
          { kind: 'campaign', offer: 'o1', discount: '50' },
        ],
      }).lines[0],
    ).toMatchObject({ source: 'contract', unitPrice: '0.600000' })
  })
  test('the agreed quantity is counted over the lines; then the notice', () => {
    const result = play({
      prices: [{ ...contract, agreed: '1000', used: '950' }],
      lines: ['25', '25', '10'].map((quantity) => ({ offer: 'o1', quantity })),
    })
    expect(result.lines.map((each) => ('source' in each ? [each.source, each.notices] : each))).toEqual([
      ['contract', []],
      ['contract', []],
      ['list', ['CONTRACT_EXHAUSTED']],
    ])
  })
  test('of several contracts the latest start, then the lower price', () => {
    const prices = [
      { ...contract, price: '44', from: '2026-01-01T00:00:00Z' },
      { ...contract, price: '41' },
      { ...contract, price: '43', from: '2026-01-01T00:00:00Z' },
    ]
    expect(play({ prices }).lines[0]).toMatchObject({ unitPrice: '0.430000' })
  })
  test('audience by priority, then a campaign if it is lower', () => {
    const audience = { kind: 'audience', offer: 'o1', audience: 'plants', priority: 1, price: '30' }
    const dearer = { ...audience, audience: 'acme', priority: 2, price: '42' }
    expect(play({ prices: [audience, dearer] }).lines[0]).toMatchObject({ source: 'audience', unitPrice: '0.420000' })
    expect(play({ prices: [audience, dearer, { kind: 'campaign', offer: 'o1', discount: '12.5' }] }).lines[0]).toMatchObject({
      source: 'campaign',
      unitPrice: '0.393750',
    })
  })
  test('a price has exactly one form', () => {
    expect(() => play({ prices: [{ ...contract, discount: '5' }] })).toThrow(/exactly one/)
  })
})

describe('orders', () => {
  const terms = [
    { supplier: 's1', currency: 'EUR', minimumOrder: '50.00', freight: '9.90', freightFreeFrom: '112.50', freightTaxCategory: 'S' },
  ]
  test('freight, its tax, and the minimum', () => {
    expect(play({ terms }).orders[0]).toMatchObject({
      net: '11.25',
      freight: '9.90',
      tax: '4.02',
      gross: '25.17',
      taxes: [{ category: 'S', rate: '19', base: '21.15', tax: '4.02' }],
      problems: ['BELOW_MINIMUM_ORDER'],
    })
    expect(play({ terms, lines: [{ offer: 'o1', quantity: '250' }] }).orders[0]).toMatchObject({ freight: '0.00', problems: [] })
  })
  test('a category without a rate', () => {
    expect(play({ taxes: [] }).orders[0]).toMatchObject({ taxes: [{ rate: null, tax: '0.00' }], problems: ['NO_TAX_RATE'] })
    expect(play({ taxes: [], offers: [{ ...offer, taxCategory: 'AE' }] }).orders[0]).toMatchObject({
      taxes: [{ rate: '0', tax: '0.00' }],
      problems: [],
    })
  })
  test('the total converts by the latest rate, or by the inverse, or is null', () => {
    const dollars = { offers: [{ ...offer, currency: 'USD' }], taxes: [{ country: 'DE', category: 'S', rate: '0' }] }
    const rate = (from: string, to: string, date: string, value: string) => ({ from, to, date, rate: value })
    expect(
      play({
        ...dollars,
        rates: [rate('USD', 'EUR', '2026-03-11', '9'), rate('USD', 'EUR', '2026-03-10', '0.92'), rate('USD', 'EUR', '2026-01-01', '0.5')],
      }).total,
    ).toBe('10.35')
    expect(play({ ...dollars, rates: [rate('EUR', 'USD', '2026-03-01', '1.25')] }).total).toBe('9.00')
    expect(play(dollars).total).toBeNull()
  })
  test('fees: percent and fixed, minimum, then maximum', () => {
    const fee = {
      id: 'f',
      on: 'order' as const,
      percent: '1.5',
      fixed: '0.10',
      minimum: null,
      maximum: null,
      currency: 'EUR',
      payer: 'supplier',
    }
    expect(feeAmount(fee, new Decimal('100')).toFixed()).toBe('1.6')
    expect(feeAmount({ ...fee, minimum: '5', maximum: '3' }, new Decimal('100')).toFixed()).toBe('3')
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientAddress } from './client-address'
import { readEnvironment } from './env'
import { AppError, isDatabaseGone, toProblem } from './errors'
import { newId } from './ids'
import { compare, Decimal } from './money/decimal'
import { minorUnits, moneyText, roundMoney } from './money/money'
import { readUnit } from './units/unit-spellings'
import { unitName } from './units/units'

test('money has the digits of its currency and rounds half away from zero', () => {
  expect([moneyText(new Decimal('1.005'), 'EUR'), moneyText(new Decimal('0.5'), 'JPY'), moneyText(new Decimal('1.0005'), 'KWD')]).toEqual([
    '1.01',
    '1',
    '1.001',
  ])
  expect(roundMoney(new Decimal('-0.005'), 'EUR').toFixed()).toBe('-0.01')
  expect([minorUnits(new Decimal('12.34'), 'EUR'), minorUnits(new Decimal('12'), 'JPY')]).toEqual([1234, 12])
  expect(() => minorUnits(new Decimal('1.001'), 'EUR')).toThrow(RangeError)
})

test('settings that are wrong are named with their remedy', () => {
  const good = { DATABASE_URL: 'postgresql://x', NEXTAUTH_SECRET: 'a'.repeat(32) } as unknown as NodeJS.ProcessEnv
  expect(readEnvironment(good)).toMatchObject({ PORT: 3000, STOA_DEMO: false })
  expect(() => readEnvironment({ ...good, NEXTAUTH_SECRET: 'short', PORT: '70000' })).toThrow(/PORT.*NEXTAUTH_SECRET.*32 characters/)
  expect(() => readEnvironment({ ...good, STRIPE_SECRET_KEY: 'sk_test_x' })).toThrow(/STRIPE_WEBHOOK_SECRET/)
})

test('errors leave without internals', () => {
  expect(toProblem(new Error('select * from secrets'))).toEqual({ code: 'unexpected', status: 500 })
  expect(toProblem(new AppError('forbidden', { detail: 'x' }))).toEqual({ code: 'forbidden', status: 403, detail: 'x' })
  expect(isDatabaseGone({ cause: { code: 'ECONNREFUSED' } })).toBe(true)
  expect(toProblem({ code: '57P01' })).toMatchObject({ code: 'unavailable', status: 503 })
})

test('ids sort by time and are UUIDs of version 7', async () => {
  const first = newId()
  await new Promise((resolve) => setTimeout(resolve, 2))
  expect(newId() > first).toBe(true)
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('units by what files call them', () => {
  expect([readUnit('PCS'), readUnit('千克'), readUnit('furlong'), unitName('KGM', 'zh')]).toEqual(['C62', 'KGM', null, '千克'])
})

test('a caller cannot choose its address; what the proxies in front have added counts', () => {
  const request = (forwarded?: string) =>
    ({ headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.0.0.1' } }) as never
  expect(clientAddress(request(), 0)).toBe('10.0.0.1')
  expect(clientAddress(request('6.6.6.6'), 0)).toBe('10.0.0.1')
  expect(clientAddress(request('6.6.6.6, 203.0.113.7'), 1)).toBe('203.0.113.7')
  expect(clientAddress(request('6.6.6.6, 203.0.113.7, 10.0.0.2'), 2)).toBe('203.0.113.7')
  expect(clientAddress(request(), 2)).toBe('10.0.0.1')
})

test('the quick comparison of decimals says what the library says', () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: 0, max: 12 }))
    .map(([digits, places]) => new Decimal(digits.toString()).div(new Decimal(10).pow(places)))
  fc.assert(
    fc.property(decimal, decimal, fc.boolean(), (a, b, same) => {
      const other = same ? new Decimal(a.toFixed()) : b
      expect(Math.sign(compare(a, other)) + 0).toBe(a.cmp(other) + 0)
    }),
  )
  expect([compare(new Decimal('-0'), new Decimal(0)), compare(new Decimal(0), new Decimal('-1')) > 0]).toEqual([0, true])
})

import { describe, expect, it } from 'vitest'
import { inUnit, readMeasure } from './measures'

describe('measures', () => {
  it('finds the same amount behind different units and spellings', () => {
    const length = { dimension: 'm', amount: 0.04 }
    for (const [value, unit] of [
      ['40', 'mm'],
      ['0.04', 'm'],
      ['0,04', 'm'],
      ['4 cm', undefined],
      ['40', '毫米'],
      ['40mm', undefined],
    ] as const)
      expect(readMeasure(value, unit)).toEqual(length)
    expect(readMeasure('1.5', 'mm²')).toEqual(readMeasure('1.5 mm2'))
    expect(readMeasure('80', 'g/m²')?.dimension).toBe('kg/m2')
  })

  it('does not take for a measure what is none', () => {
    for (const text of ['blue', 'M8', '40', '8.8', '', '12 x 40']) expect(readMeasure(text)).toBeNull()
    expect(readMeasure('4', 'pieces of eight')).toBeNull()
    expect(readMeasure('red', 'mm')).toBeNull()
  })

  it('turns a value into another unit, where the two measure the same', () => {
    expect(inUnit('0.5', 'l', 'ml')).toBe('500')
    expect(inUnit('2', 'in', 'mm')).toBe('50.8')
    expect(inUnit('1,5', 'kW', 'W')).toBe('1500')
    expect(inUnit('25', '°C', 'K')).toBeNull()
    expect(inUnit('2', 'kg', 'mm')).toBeNull()
    expect(inUnit('blue', 'mm', 'm')).toBeNull()
  })
})

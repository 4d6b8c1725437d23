import { describe, expect, it } from 'vitest'
import { Decimal } from '@/lib/platform/money/decimal'
import { Random } from '@/lib/platform/random'
import { checkModel } from './internal/check-model'
import { canonicalChoices, chooseAnyway, chosenTexts, evaluate, initialChoices } from './model'
import { type ConfigurationModel, configurationModel } from './schemas'
import { RuleSolver } from './solver'

const group = (id: string, options: (string | Record<string, unknown>)[], more = {}) => ({
  id,
  name: { en: id },
  options: options.map((option) =>
    typeof option === 'string' ? { id: option, name: { en: option } } : { name: { en: option.id }, ...option },
  ),
  ...more,
})
const model = (input: Record<string, unknown>): ConfigurationModel => configurationModel.parse(input)

const workstation = model({
  groups: [
    group('cpu', [
      { id: 'small', part: 'S' },
      { id: 'big', price: '310.50', part: 'B', leadTimeDays: 4 },
    ]),
    group('memory', [
      { id: 'm32', part: '32' },
      { id: 'm256', price: '820', part: '256' },
    ]),
    group('extras', ['dock', 'rack', { id: 'kvm', price: '-12.30', leadTimeDays: 9 }], { minimum: 0, maximum: 3 }),
  ],
  numbers: [{ id: 'cable', name: { en: 'Cable' }, unit: 'm', minimum: '0.5', maximum: '10', step: '0.5', initial: '2' }],
  rules: [
    { kind: 'requires', if: ['m256'], oneOf: ['big'], text: { en: 'The small one takes 128 GB at most' } },
    { kind: 'excludes', if: ['rack'], not: ['dock', 'kvm'] },
    { kind: 'limits', if: ['rack'], number: 'cable', minimum: null, maximum: '3' },
  ],
  prices: [
    { kind: 'formula', name: { en: 'Cable' }, formula: 'cable > 2 ? (cable - 2) * 3.10 : 0' },
    {
      kind: 'table',
      name: { en: 'Assembly' },
      rows: { by: 'group', id: 'cpu', options: ['small', 'big'] },
      columns: { by: 'number', id: 'cable', upTo: ['2', '10'] },
      cells: [
        ['10', '11'],
        ['20', '22.005'],
      ],
    },
  ],
  partNumber: 'WS-{cpu}-{memory}-{cable}',
})

describe('a configuration', () => {
  it('is priced by its options, formulas and tables, and has its own part number and lead time', () => {
    const result = evaluate(workstation, { options: ['kvm', 'big', 'm256'], numbers: { cable: '4.5' } })
    expect(result).toMatchObject({ valid: true, problems: [], partNumber: 'WS-B-256-4.5', leadTimeDays: 9 })
    expect(result.parts.map(({ name, amount }) => `${name.en} ${amount.toFixed()}`)).toEqual([
      'big 310.5',
      'm256 820',
      'kvm -12.3',
      'Cable 7.75',
      'Assembly 22.005',
    ])
    expect(result.surcharge?.toFixed()).toBe('1147.955')
  })

  it('greys out what cannot stand beside what is chosen, and says by which rule', () => {
    const { impossible, valid } = evaluate(workstation, { options: ['small', 'm32', 'dock'], numbers: { cable: '4' } })
    expect(valid).toBe(true)
    expect(Object.fromEntries(impossible)).toEqual({ m256: { rule: 0 }, rack: { rule: 1 } })
    const narrowed = evaluate(workstation, { options: ['small', 'm32'], numbers: { cable: '4' } })
    expect(narrowed.impossible.get('rack')).toEqual({ rule: 2 })
    expect(
      evaluate(workstation, { options: ['small', 'm32', 'rack'], numbers: { cable: '3' } })
        .limits.get('cable')
        ?.maximum.toFixed(),
    ).toBe('3')
  })

  it('says everything that is wrong with it', () => {
    const problems = (options: string[], numbers = {}) => evaluate(workstation, { options, numbers }).problems
    expect(problems(['small', 'm256', 'rack', 'dock', 'gone'], { cable: '3.2' })).toEqual([
      { code: 'unknown', id: 'gone' },
      { code: 'rule', rule: 0, options: ['big'] },
      { code: 'rule', rule: 1, options: [] },
      { code: 'number_above', number: 'cable', limit: '3' },
    ])
    expect(problems(['small', 'big'])).toEqual([
      { code: 'too_many', group: 0 },
      { code: 'too_few', group: 1 },
      { code: 'number_missing', number: 'cable', limit: '' },
    ])
    expect(problems(['small', 'm32'], { cable: '0' })).toEqual([{ code: 'number_below', number: 'cable', limit: '0.5' }])
    expect(problems(['small', 'm32'], { cable: '0.75' })).toEqual([{ code: 'number_step', number: 'cable', limit: '0.5' }])
  })

  it('has no price when a formula fails or a table has no place for it', () => {
    const failing = model({
      ...workstation,
      prices: [
        { kind: 'formula', name: { en: 'Part' }, formula: '1 / (cable - 2)' },
        { kind: 'table', name: { en: 'Table' }, rows: { by: 'number', id: 'cable', upTo: ['1'] }, cells: [['1']] },
      ],
    })
    const at = (cable: string) => evaluate(failing, { options: ['small', 'm32'], numbers: { cable } })
    expect(at('2')).toMatchObject({ surcharge: null, problems: [{ code: 'price', part: 0, problem: 'division_by_zero' }] })
    expect(at('4')).toMatchObject({ surcharge: null, problems: [{ code: 'price', part: 1, problem: 'outside_table' }] })
    expect(at('1').surcharge?.toFixed()).toBe('0')
  })

  it('begins with something that is possible, and stands as text and in one order', () => {
    const first = model({ ...workstation, rules: [{ kind: 'excludes', if: ['small'], not: ['m32', 'm256'] }, ...workstation.rules] })
    expect(initialChoices(first)).toEqual({ options: ['big', 'm32'], numbers: { cable: '2' } })
    expect(evaluate(first, initialChoices(first)).valid).toBe(true)
    expect(chosenTexts(workstation, { options: ['kvm', 'dock', 'm32', 'small'], numbers: { cable: '2.50' } })).toEqual([
      { name: { en: 'cpu' }, values: [{ en: 'small' }] },
      { name: { en: 'memory' }, values: [{ en: 'm32' }] },
      { name: { en: 'extras' }, values: [{ en: 'dock' }, { en: 'kvm' }] },
      { name: { en: 'Cable' }, values: [{ en: '2.50 m', zh: '2.50 m' }] },
    ])
    expect(canonicalChoices(workstation, { options: ['small', 'gone', 'kvm'], numbers: { cable: '02.50', other: '1' } })).toEqual({
      options: ['kvm', 'small'],
      numbers: { cable: '2.5' },
    })
  })

  it('takes an option whatever stands against it, and keeps what can be kept', () => {
    const choose = (options: string[], id: string, cable = '4') => chooseAnyway(workstation, { options, numbers: { cable } }, id)
    expect(choose(['small', 'm32'], 'm256')).toEqual({ options: ['big', 'm256'], numbers: { cable: '4' } })
    expect(choose(['big', 'm256', 'dock', 'kvm'], 'rack')).toEqual({ options: ['big', 'm256', 'rack'], numbers: { cable: '3' } })
    const never = model({ ...workstation, rules: [{ kind: 'excludes', if: ['rack'], not: ['small', 'big'] }] })
    expect(chooseAnyway(never, { options: ['small', 'm32'], numbers: {} }, 'rack')).toBeNull()
  })
})

/** Small models whose configurations can all be tried. */
function randomModel(random: Random): ConfigurationModel {
  const groups = Array.from({ length: random.int(2, 3) }, (_, index) => {
    const options = Array.from({ length: random.int(1, 3) }, (_, at) => `o${index}_${at}`)
    const minimum = random.int(0, options.length)
    return group(`g${index}`, options, { minimum, maximum: random.int(Math.max(1, minimum), options.length) })
  })
  const all = groups.flatMap(({ options }) => options.map((option) => option.id as string))
  const some = () => random.sample(all, random.int(1, Math.min(3, all.length)))
  const rules = Array.from({ length: random.int(0, 7) }, () => {
    switch (random.int(0, 3)) {
      case 0:
        return { kind: 'requires', if: some(), oneOf: some() }
      case 1:
        return { kind: 'excludes', if: some(), not: some() }
      case 2:
        return { kind: 'at_least', count: random.int(1, 2), of: some() }
      default:
        return { kind: 'at_most', count: random.int(0, 2), of: some() }
    }
  })
  return model({ groups, rules })
}

describe('the rules of random models', () => {
  it('allow and forbid what trying every configuration allows and forbids', () => {
    const random = new Random(7)
    let impossibleSeen = 0
    for (let round = 0; round < 400; round++) {
      const tried = randomModel(random)
      const options = tried.groups.flatMap((each) => each.options.map(({ id }) => id))
      const valid: Set<string>[] = []
      for (let bits = 0; bits < 2 ** options.length; bits++) {
        const chosen = options.filter((_, index) => bits & (1 << index))
        if (evaluate(tried, { options: chosen, numbers: {} }).valid) valid.push(new Set(chosen))
      }
      const solver = new RuleSolver(tried)
      expect(solver.possible(solver.fix([]))).toBe(valid.length > 0)
      const start = valid[random.int(0, Math.max(0, valid.length - 1))]
      if (!start) continue
      const { impossible } = evaluate(tried, { options: [...start], numbers: {} })
      for (const each of tried.groups)
        for (const { id } of each.options) {
          if (start.has(id)) continue
          const own = new Set(each.options.map((option) => option.id))
          const beside = [...start].filter((other) => each.maximum > 1 || !own.has(other))
          const possible = valid.some((set) => set.has(id) && beside.every((other) => set.has(other)))
          expect(impossible.has(id), `${id} beside ${beside} in ${JSON.stringify(tried)}`).toBe(!possible)
          if (!possible) impossibleSeen++
          const anyway = chooseAnyway(tried, { options: [...start], numbers: {} }, id)
          expect(anyway !== null).toBe(valid.some((set) => set.has(id)))
          if (anyway) expect(evaluate(tried, anyway)).toMatchObject({ valid: true })
        }
    }
    expect(impossibleSeen).toBeGreaterThan(150)
  })
})

describe('a model that is checked', () => {
  const problems = (input: Record<string, unknown>, base = '100') => checkModel(model({ ...workstation, ...input }), new Decimal(base))
  const codes = (input: Record<string, unknown>, base = '100') => problems(input, base).map(({ path, code }) => `${path} ${code}`)

  it('is fine when it is', () => expect(problems({})).toEqual([]))

  it('may not contradict itself', () => {
    const never = [
      { kind: 'excludes', if: ['small'], not: ['m32', 'm256'] },
      { kind: 'excludes', if: ['big'], not: ['m32', 'm256'] },
    ]
    expect(problems({ rules: never })).toEqual([{ path: 'rules', code: 'contradiction', at: '' }])
    const one = [
      { kind: 'requires', if: ['dock'], oneOf: ['kvm'] },
      { kind: 'excludes', if: ['kvm'], not: ['dock'] },
    ]
    expect(problems({ rules: one })).toEqual([{ path: 'groups.2.options.0.id', code: 'never_possible', at: 'dock' }])
  })

  it('names nothing twice and nothing that is not there', () => {
    expect(codes({ groups: [...workstation.groups, group('extras', ['dock'])] })).toEqual([
      'groups.3.id id_twice',
      'groups.3.options.0.id id_twice',
    ])
    expect(codes({ rules: [{ kind: 'requires', if: ['small'], oneOf: ['gone'] }] })).toEqual(['rules.0 unknown_id'])
    expect(codes({ rules: [{ kind: 'limits', number: 'width', maximum: '3' }] })).toEqual(['rules.0.number unknown_id'])
    expect(codes({ partNumber: 'X-{gone}' })).toEqual(['partNumber unknown_id'])
    expect(codes({ numbers: [{ ...workstation.numbers[0], initial: '0.6' }] })).toEqual(['numbers.0.initial initial_outside'])
  })

  it('has formulas and tables that can be read', () => {
    const [formula, table] = workstation.prices
    expect(problems({ prices: [{ ...formula, formula: 'gone * 2' }] })).toEqual([
      { path: 'prices.0.formula', code: 'formula', at: 'unknown_name gone' },
    ])
    expect(codes({ prices: [{ ...table, cells: [['1', '2']] }] })).toEqual(['prices.0.cells cells'])
    expect(codes({ prices: [{ ...table, columns: { by: 'number', id: 'cable', upTo: ['2', '2'] } }] })).toEqual([
      'prices.0.columns not_rising',
    ])
  })

  it('has a price for everything that can be chosen', () => {
    const [formula] = workstation.prices
    expect(problems({ prices: [{ ...formula, formula: '100 / (cable - 10)' }] })).toEqual([
      { path: 'prices.0', code: 'price_fails', at: expect.stringMatching(/^division_by_zero: .*cable 10$/) },
    ])
    expect(codes({ prices: [{ ...formula, formula: 'cable - 100.6' }] })).toEqual(['prices below_zero'])
  })
})

describe('a model that is made to keep the check busy', () => {
  /** More things than places, one each: that it is impossible is plain to see and, place by place, endless to show. */
  const pigeonholes = (places: number) =>
    model({
      groups: Array.from({ length: places + 1 }, (_, thing) =>
        group(
          `t${thing}`,
          Array.from({ length: places }, (_, place) => `t${thing}_${place}`),
        ),
      ),
      rules: Array.from({ length: places }, (_, place) => ({
        kind: 'at_most',
        count: 1,
        of: Array.from({ length: places + 1 }, (_, thing) => `t${thing}_${place}`),
      })),
    })
  /** As many literals as the limits of the parts allow. */
  const everyLimit = model({
    groups: Array.from({ length: 30 }, (_, index) =>
      group(
        `g${index}`,
        Array.from({ length: 60 }, (_, at) => `o${index}_${at}`),
        { minimum: 0, maximum: 50 },
      ),
    ),
    rules: Array.from({ length: 200 }, (_, index) => ({
      kind: 'excludes',
      if: [`o${index % 30}_${index % 60}`],
      not: Array.from({ length: 50 }, (_, at) => `o${(index + 1 + at) % 30}_${(index + at) % 60}`),
    })),
  })

  it.each([
    ['ten places', pigeonholes(10)],
    ['29 places', pigeonholes(29)],
    ['every limit', everyLimit],
  ])('is given up on in good time: %s', (_name, busy) => {
    const began = performance.now()
    const problems = checkModel(busy, new Decimal(100))
    expect(problems.map(({ code }) => code)).toEqual(['too_complex'])
    const choices = initialChoices(busy)
    evaluate(busy, choices)
    chooseAnyway(busy, choices, busy.groups[0]?.options[0]?.id as string)
    // Some tenths of a second; minutes without the bound.
    expect(performance.now() - began).toBeLessThan(3000)
  })

  it('and an ordinary large one is looked through', () => {
    const large = model({
      groups: Array.from({ length: 12 }, (_, index) =>
        group(
          `g${index}`,
          Array.from({ length: 8 }, (_, at) => `o${index}_${at}`),
        ),
      ),
      rules: Array.from({ length: 11 }, (_, index) => ({
        kind: 'requires',
        if: [`o${index}_0`],
        oneOf: [`o${index + 1}_0`, `o${index + 1}_1`],
      })),
    })
    expect(checkModel(large, new Decimal(100))).toEqual([])
  })
})

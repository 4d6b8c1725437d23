import { expect, test } from 'vitest'
import { highlight, queryWords, saysNothing, textCondition, wishConditions } from './model'

const none = { words: [], pairs: [], codes: [] }
const known = (word: string, stem: string | null = word, similar: string[] = []) => ({ word, stem, known: similar.length === 0, similar })

test('questions fall apart as texts do', () => {
  expect(queryWords('M8×40 Café-Bolt, 六角螺栓')).toMatchObject({ words: ['m8', '40', 'cafe', 'bolt'], pairs: ['六角', '螺栓'] })
  for (const size of ['M8 x 40', 'M8x40', 'M8×40', 'M8 X40'])
    expect(queryWords(`hex bolt ${size}`).words).toEqual(['hex', 'bolt', 'm8', '40'])
  expect(queryWords('4x2.5').words).toEqual(['4', '2', '5'])
  expect(queryWords('plan x').words).toEqual(['plan', 'x'])
  expect(queryWords('钉')).toMatchObject({ words: [], pairs: ['钉'] })
})

test('Chinese is searched by its words: what stands between two of them in a name does not matter', () => {
  expect(queryWords('不锈钢螺栓').pairs).toEqual(['不锈', '锈钢', '螺栓'])
})

test('what may be a number is known without its signs', () => {
  expect(queryWords('QX-4711/22-A').codes).toEqual([{ code: 'qx471122a', words: ['qx', '4711', '22', 'a'] }])
  expect(queryWords('bolt QX4711/22A').codes).toEqual([
    { code: 'qx471122a', words: ['qx4711', '22a'] },
    { code: 'boltqx471122a', words: ['bolt', 'qx4711', '22a'] },
  ])
  expect(queryWords('hex bolt').codes).toEqual([])
})

test('signs alone say nothing', () => {
  for (const question of ['🔩', '-', '%', ' … ', '()']) expect(saysNothing(question), question).toBe(true)
  for (const question of ['', '  ', 'a', '钉', 'Болт']) expect(saysNothing(question), question).toBe(false)
})

test('unknown words are replaced by similar ones, stop words left out, the last may be unfinished', () => {
  const words = [known('the', null), known('hxe', 'hxe', ['hex']), known('bol')]
  expect(textCondition({ ...none, words: ['the', 'hxe', 'bol'], pairs: ['六角'] }, words)).toBe('(hxe | hex) & (bol:*) & (六角)')
  // Nothing but stop words is searched for as it is, rather than for everything.
  expect(textCondition({ ...none, words: ['the'] }, words)).toBe('(the:*)')
  expect(textCondition(none, [])).toBeNull()
})

test('a number is found by the words that it falls into, or without its signs', () => {
  expect(textCondition(queryWords('QX4711/22A'), [])).toBe('((qx4711:*) & (22a:*)) | qx471122a:*')
  expect(textCondition(queryWords('nut QX-4/2'), [])).toBe('((nut) & ((qx) & (4:*) & (2:*) | qx42:*)) | nutqx42:*')
})

test('joining words in what may be a number are not asked for, and numbers beyond a few are words', () => {
  expect(textCondition(queryWords('螺栓 3-in-1'), [known('in', null)])).toBe('((3:*) & (1:*) | 3in1:*) & (螺栓)')
  const many = Array.from({ length: 40 }, (_, index) => `${index}-1`).join(' ')
  expect(queryWords(many).codes.length).toBeLessThanOrEqual(4)
  expect(textCondition(queryWords(many), [])).not.toContain('()')
})

test('a word is found by its stem and by itself, a beginning by the shorter of the two', () => {
  const words = [known('pumping', 'pump'), known('batteries', 'batteri')]
  expect(textCondition({ ...none, words: ['pumping', 'batteries'] }, words)).toBe('(pumping | pump) & (batteri:*)')
  expect(textCondition({ ...none, words: ['battery'] }, [known('battery', 'batteri')])).toBe('(battery:* | batteri:*)')
})

test('in a wish the words before the first joining word name the thing', () => {
  const wish = wishConditions('gloves for working with sheet metal, size 9', [
    known('gloves', 'glove'),
    known('for', null),
    known('with', null),
  ])
  expect(wish.map(({ condition, names }) => [condition, names])).toEqual([
    ['gloves | glove', true],
    ['working', false],
    ['sheet', false],
    ['metal', false],
    ['size', false],
    ['9', false],
  ])
})

test('matches are marked', () => {
  expect(
    highlight('Hex bolt M8', 'bolt m8')
      .filter((part) => part.match)
      .map((part) => part.text),
  ).toEqual(['bolt', 'M8'])
})

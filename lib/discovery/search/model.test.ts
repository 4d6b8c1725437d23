import { expect, test } from 'vitest'
import { highlight, queryWords, textConditions } from './model'

test('questions fall apart as texts do', () => {
  expect(queryWords('M8×40 Café-Bolt, 六角螺栓')).toEqual({ words: ['m8', '40', 'cafe', 'bolt'], pairs: ['六角', '角螺', '螺栓'] })
  expect(queryWords('hex bolt M8 x 40').words).toEqual(['hex', 'bolt', 'm8', '40'])
  expect(queryWords('plan x').words).toEqual(['plan', 'x'])
  expect(queryWords('钉')).toEqual({ words: [], pairs: ['钉'] })
})

test('unknown words are replaced by similar ones, stop words left out, the last may be unfinished', () => {
  const known = [
    { word: 'the', stem: null, known: true, similar: [] },
    { word: 'hxe', stem: 'hxe', known: false, similar: ['hex'] },
    { word: 'bol', stem: 'bol', known: true, similar: [] },
  ]
  expect(textConditions({ words: ['the', 'hxe', 'bol'], pairs: ['六角'] }, known)).toEqual(['hxe | hex', 'bol:*', '六角'])
})

test('a word is found by its stem and by itself, a beginning by the shorter of the two', () => {
  const known = [
    { word: 'pumping', stem: 'pump', known: true, similar: [] },
    { word: 'batteries', stem: 'batteri', known: true, similar: [] },
  ]
  expect(textConditions({ words: ['pumping', 'batteries'], pairs: [] }, known)).toEqual(['pumping | pump', 'batteri:*'])
  expect(textConditions({ words: ['battery'], pairs: [] }, [{ word: 'battery', stem: 'batteri', known: true, similar: [] }])).toEqual([
    'battery:* | batteri:*',
  ])
})

test('matches are marked', () => {
  expect(
    highlight('Hex bolt M8', 'bolt m8')
      .filter((part) => part.match)
      .map((part) => part.text),
  ).toEqual(['bolt', 'M8'])
})

import { expect, test } from 'vitest'
import { highlight, queryWords, textConditions } from './model'

test('questions fall apart as texts do', () => {
  expect(queryWords('M8×40 Café-Bolt, 六角螺栓')).toEqual({ words: ['m8', '40', 'cafe', 'bolt'], pairs: ['六角', '角螺', '螺栓'] })
  expect(queryWords('钉')).toEqual({ words: [], pairs: ['钉'] })
})

test('unknown words are replaced by similar ones, stop words left out, the last may be unfinished', () => {
  const known = [
    { word: 'the', stop: true, known: true, similar: [] },
    { word: 'hxe', stop: false, known: false, similar: ['hex'] },
    { word: 'bol', stop: false, known: true, similar: [] },
  ]
  expect(textConditions({ words: ['the', 'hxe', 'bol'], pairs: [] }, known).map(({ simple }) => simple)).toEqual(['hxe | hex', 'bol:*'])
})

test('matches are marked', () => {
  expect(
    highlight('Hex bolt M8', 'bolt m8')
      .filter((part) => part.match)
      .map((part) => part.text),
  ).toEqual(['bolt', 'M8'])
})

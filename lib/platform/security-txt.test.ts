import { expect, test } from 'vitest'
import { securityTxt } from './security-txt'

test('says whom to tell, and for how long that holds', () => {
  expect(securityTxt('mailto:security@stoa.example', 'https://stoa.example', new Date('2026-01-01T00:00:00Z'))).toBe(
    `Contact: mailto:security@stoa.example
Expires: 2026-06-30T00:00:00.000Z
Preferred-Languages: en, zh
Canonical: https://stoa.example/.well-known/security.txt
`,
  )
})

import { expect, test } from 'vitest'
import { securityHeaders } from './security-headers'

test('https alone is asked for where the site is reached by it, and nowhere else', () => {
  expect(securityHeaders('https://stoa.example')).toMatchObject({ 'strict-transport-security': expect.stringMatching(/max-age=\d{8}/) })
  expect(securityHeaders('http://localhost:3000')).not.toHaveProperty('strict-transport-security')
  expect(securityHeaders(undefined)).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' })
})

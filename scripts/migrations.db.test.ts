import { expect, test } from 'vitest'
import { schemaDifference } from './setup/prisma'

test('the migrations lead to what prisma/schema says', async () => {
  expect(await schemaDifference(process.env.DATABASE_URL as string)).toBeNull()
})

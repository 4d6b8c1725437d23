import { expect, test } from 'vitest'
import { migrate, schemaDifference } from './setup/prisma'

test('the migrations lead to what prisma/schema says, and a second look in the same process finds nothing to do', async () => {
  const url = process.env.DATABASE_URL as string
  expect(await schemaDifference(url)).toBeNull()
  expect(await migrate(url)).toEqual([])
  expect(await schemaDifference(url)).toBeNull()
})

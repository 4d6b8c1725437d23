import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { join } from '@/scripts/testing/world'
import { checkCredentials } from './commands/sign-in'
import { hashPassword } from './secrets'

const email = 'thrifty@example.test'
beforeAll(async () => {
  await join('Thrifty', 'buyer', ['requester'])
  await prisma().user.update({ where: { email }, data: { passwordHash: await hashPassword('the right password') } })
})

test('ten wrong passwords are the last for a while; a right one forgives those before it', async () => {
  const wrong = () => checkCredentials({ email, password: 'a wrong password' })
  for (let round = 0; round < 2; round++) {
    for (let attempt = 0; attempt < 6; attempt++) expect(await wrong()).toBeNull()
    expect(await checkCredentials({ email, password: 'the right password' })).toMatchObject({ email })
  }
  for (let attempt = 0; attempt < 10; attempt++) expect(await wrong()).toBeNull()
  await expect(wrong()).rejects.toMatchObject({ code: 'rate_limited' })
  // Not even the right one opens the door now: who guesses must not learn that it was right.
  await expect(checkCredentials({ email, password: 'the right password' })).rejects.toMatchObject({ code: 'rate_limited' })
})

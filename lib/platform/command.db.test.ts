import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { command } from './command'
import type { Actor } from './context'

const actor = { userId: randomUUID(), organizationId: randomUUID() } as Actor
const run = (may: boolean) =>
  command(
    'test.run',
    z.object({ name: z.string() }),
    () => may,
    async () => undefined,
  )

test('who may not is told so, whatever was sent; who may is told what is wrong with it', async () => {
  await expect(run(false)({ actor }, {} as never)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(run(true)({ actor }, {} as never)).rejects.toMatchObject({ code: 'invalid_input' })
  expect([run(false).allows(actor), run(true).allows(actor)]).toEqual([false, true])
})

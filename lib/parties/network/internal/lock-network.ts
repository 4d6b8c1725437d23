import type { CommandContext } from '@/lib/platform/context'

/**
 * Holds a network until the transaction ends, so that what is done to its terms and members comes one after the other: a
 * suspension is not undone by terms that are accepted at the same moment. One that does not exist is nobody's to hold.
 */
export async function lockNetwork(ctx: CommandContext, networkId: string): Promise<void> {
  await ctx.db.$queryRaw`select 1 from network where id = ${networkId}::uuid for no key update`
}

import type { CommandContext } from '@/lib/platform/context'

/**
 * Holds the actor's cart until the transaction ends, so that what two tabs do with it comes one after the other. A statement of its own:
 * what is read after it is the cart as the one before has left it, where a statement that waits for its lock reads what it saw first.
 * @returns its id; null when there is none
 */
export async function lockCart(ctx: CommandContext): Promise<string | null> {
  const { userId, organizationId } = ctx.actor
  const [cart] = await ctx.db.$queryRaw<{ id: string }[]>`
    select id from cart where user_id = ${userId}::uuid and organization_id = ${organizationId}::uuid for update`
  return cart?.id ?? null
}

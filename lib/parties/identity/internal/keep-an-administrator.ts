import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import type { Role } from '../model'

export const ADMINISTRATORS: readonly string[] = ['buyer_admin', 'supplier_admin', 'network_operator']

/**
 * An organization never loses its last administrator, nor the last two at once: it is held until the transaction ends.
 * @param without the membership that goes, or loses the role
 * @throws AppError not_possible_now
 */
export async function keepAnAdministrator(ctx: Pick<CommandContext, 'db'>, organizationId: string, without: string): Promise<void> {
  await ctx.db.$queryRaw`select 1 from organization where id = ${organizationId}::uuid for no key update`
  const others = await ctx.db.membership.count({
    where: { organizationId, id: { not: without }, roles: { hasSome: ADMINISTRATORS as Role[] } },
  })
  if (others === 0) throw new AppError('not_possible_now', { detail: 'last_administrator' })
}

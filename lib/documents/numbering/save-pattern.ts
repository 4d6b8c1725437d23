import type { z } from 'zod'
import type { CommandContext } from '@/lib/platform/context'
import { invalidInput } from '@/lib/platform/errors'
import { numberedDocumentKinds } from './model'
import { patternOf } from './queries'
import type { numberPatternInput } from './schemas'

/**
 * Sets how the actor's organization writes the numbers of a kind from now on; numbers that were given stay.
 * @throws AppError invalid_input when two kinds would have numbers of one form
 */
export async function savePattern(ctx: CommandContext, { kind, ...pattern }: z.output<typeof numberPatternInput>): Promise<void> {
  const { organizationId } = ctx.actor
  for (const other of numberedDocumentKinds) {
    if (other === kind) continue
    const { prefix } = await patternOf(ctx, organizationId, other)
    if (prefix.toLowerCase() === pattern.prefix.toLowerCase()) throw invalidInput('prefix', 'taken')
  }
  const before = await patternOf(ctx, organizationId, kind)
  await ctx.db.numberPattern.upsert({
    where: { organizationId_kind: { organizationId, kind } },
    create: { organizationId, kind, ...pattern },
    update: pattern,
  })
  ctx.audit({ entity: 'NumberPattern', entityId: `${organizationId} ${kind}`, before, after: pattern })
}

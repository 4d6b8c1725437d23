import type { z } from 'zod'
import type { CommandContext } from '@/lib/platform/context'
import { invalidInput } from '@/lib/platform/errors'
import { defaultPattern, type NumberedDocument, type NumberPattern, numberedDocumentKinds } from './model'
import type { numberPatternInput } from './schemas'

/**
 * Sets how the actor's organization writes the numbers of a kind from now on; numbers that were given stay.
 * @throws AppError invalid_input when two kinds would have numbers of one form
 */
export async function savePattern(ctx: CommandContext, { kind, ...pattern }: z.output<typeof numberPatternInput>): Promise<void> {
  const { organizationId } = ctx.actor
  const own = new Map((await ctx.db.numberPattern.findMany({ where: { organizationId } })).map((row) => [row.kind, row]))
  const patternOf = (of: NumberedDocument): NumberPattern => own.get(of) ?? defaultPattern(of)
  const taken = numberedDocumentKinds.some(
    (other) => other !== kind && patternOf(other).prefix.toLowerCase() === pattern.prefix.toLowerCase(),
  )
  if (taken) throw invalidInput('prefix', 'taken')
  const before = patternOf(kind)
  await ctx.db.numberPattern.upsert({
    where: { organizationId_kind: { organizationId, kind } },
    create: { organizationId, kind, ...pattern },
    update: pattern,
  })
  ctx.audit({ entity: 'NumberPattern', entityId: `${organizationId} ${kind}`, before, after: pattern })
}

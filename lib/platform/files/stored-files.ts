import type { CommandContext } from '../context'
import type { Stored } from './storage'

/** What is known of a kept file beside its content. */
export interface NewFile extends Stored {
  organizationId: string
  /** as the user called it */
  name: string
  mediaType: string
}

/** Registers a kept file, in the transaction that puts it to use. */
export const registerFile = (
  ctx: Pick<CommandContext, 'db'>,
  { key, size, sha256, organizationId, name, mediaType }: NewFile,
): Promise<{ id: string }> =>
  ctx.db.storedFile.create({ data: { key, size, sha256, organizationId, name, mediaType }, select: { id: true } })

/** Gives up a file that nothing names any more; its content goes after the commit. */
export async function dropFile(ctx: Pick<CommandContext, 'db' | 'emit'>, fileId: string): Promise<void> {
  const { key } = await ctx.db.storedFile.delete({ where: { id: fileId }, select: { key: true } })
  ctx.emit({ type: 'file.removed', key })
}

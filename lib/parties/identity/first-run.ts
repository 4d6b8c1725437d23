import { createHash, timingSafeEqual } from 'node:crypto'
import { prisma } from '@/lib/platform/db/client'
import { signature } from '@/lib/platform/keys'

let founded = false

/** Whether nobody runs this installation yet. Asked once more only while that is so. */
export async function isFirstRun(): Promise<boolean> {
  founded ||= (await prisma().organization.findFirst({ where: { kinds: { has: 'operator' } }, select: { id: true } })) !== null
  return !founded
}

/**
 * What the log of a new installation prints and its first operator types in: who reads the log runs the machine. The same on
 * every node and after a restart; good for nothing once there is an operator.
 */
export const firstRunCode = (): string =>
  createHash('sha256')
    .update(signature('first run', 'the first operator of this installation'))
    .digest('hex')
    .slice(0, 24)
    .replace(/.{6}(?=.)/g, '$&-')

/** Compares in the same time whatever was typed; hyphens, blanks and capitals do not count. */
export function isFirstRunCode(typed: string): boolean {
  const plain = (code: string) => Buffer.from(code.toLowerCase().replace(/[^0-9a-f]/g, ''))
  const right = plain(firstRunCode())
  const said = plain(typed)
  return said.length === right.length && timingSafeEqual(said, right)
}

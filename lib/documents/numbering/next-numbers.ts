import type { CommandContext } from '@/lib/platform/context'

/**
 * An organization's next document numbers: 'PO-000042'. Taken in the transaction that uses them, under a row lock, so
 * that an order that fails leaves no gap.
 */
export async function nextNumbers(
  ctx: Pick<CommandContext, 'db'>,
  organizationId: string,
  kind: 'PO' | 'RFX',
  count: number,
): Promise<string[]> {
  const [row] = await ctx.db.$queryRaw<{ last: number }[]>`
    insert into number_sequence (organization_id, kind, last) values (${organizationId}::uuid, ${kind}, ${count})
    on conflict (organization_id, kind) do update set last = number_sequence.last + ${count} returning last`
  const last = row?.last ?? count
  return Array.from({ length: count }, (_, index) => `${kind}-${String(last - count + index + 1).padStart(6, '0')}`)
}

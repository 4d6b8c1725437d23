import type { CommandContext } from '@/lib/platform/context'

/** What is to be said of a product in a language; empty takes it back. */
export interface NewNote {
  productId: string
  language: 'en' | 'zh'
  text: string
}

/**
 * Keeps notes on many products at once, in the transaction of a caller that has made sure that the actor may and sees them; in other languages,
 * and attributes and files, everything stays. Two statements, whatever their number.
 */
export async function saveNotes(ctx: CommandContext, notes: readonly NewNote[]): Promise<void> {
  if (notes.length === 0) return
  const { organizationId, userId } = ctx.actor
  await ctx.db.$executeRaw`
    insert into internal_content as e (organization_id, product_id, note, changed_by, changed_at)
    select ${organizationId}::uuid, n."productId", jsonb_object_agg(n.language, n.text), ${userId}::uuid, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(notes)}::jsonb) as n("productId" uuid, language text, text text) group by n."productId"
    on conflict (organization_id, product_id) do update set note = e.note || excluded.note, changed_by = excluded.changed_by, changed_at = excluded.changed_at`
  await ctx.db.$executeRaw`
    update internal_content e set note = said.note, words = internal_content_words(said.note, e.attributes)
    from (select product_id, (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p.note) where value <> '""') as note
          from internal_content p
          where p.organization_id = ${organizationId}::uuid and p.product_id = any(${notes.map(({ productId }) => productId)}::uuid[])) said
    where e.organization_id = ${organizationId}::uuid and e.product_id = said.product_id`
}

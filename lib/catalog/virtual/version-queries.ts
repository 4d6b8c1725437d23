import type { ReadContext } from '@/lib/platform/context'
import { Prisma } from '@/lib/platform/db/generated/client'
import { env } from '@/lib/platform/env'
import { notFound } from '@/lib/platform/errors'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { entriesAt, entriesNow, saysTheSame } from './internal/entries'
import type { OwnCatalog } from './queries'
import type { HeldChange, VersionChange, VersionProblem } from './views'

/** Versions that are on their way to being published. */
export const OPEN_STATES = ['checked', 'submitted', 'accepted'] as const

/** Rows of a comparison at the most. */
const MAX_CHANGES = 500

/** The version that is on its way, if any, or the last one if it was sent back; versions come newest first. */
export function openVersion<V extends { state: string }>({ versions: [last] }: { versions: V[] }): V | null {
  return last && ([...OPEN_STATES, 'sent_back'] as string[]).includes(last.state) ? last : null
}

/** A version of a catalog. @throws AppError not_found */
export async function versionOf(ctx: ReadContext, catalog: OwnCatalog, number: number) {
  const version = await ctx.db.catalogVersion.findUnique({ where: { catalogId_number: { catalogId: catalog.id, number } } })
  if (!version) throw notFound()
  return version
}

/** What an offer said at an instant: what the first replacement after it replaced, or what it says now. */
const contentAt = (at: Date | null) =>
  at === null
    ? Prisma.sql`o.content`
    : Prisma.sql`coalesce((select r.content from offer_revision r where r.offer_id = o.id and r.replaced_at > ${at} order by r.version limit 1), o.content)`

/**
 * How two versions differ: what came and went, of what other things are said, and whose price has risen or fallen by more
 * than some percent; the greatest rises first. A version that is not published yet is taken at the prices of now.
 */
export async function compareVersions(
  ctx: ReadContext,
  catalog: OwnCatalog,
  from: number,
  to: number,
  percent = 0,
): Promise<{ changes: VersionChange[]; more: boolean }> {
  const versions = await ctx.db.catalogVersion.findMany({ where: { catalogId: catalog.id, number: { in: [from, to] } } })
  const entries = (number: number) => {
    const version = versions.find((each) => each.number === number)
    const at = version?.publishedAt ?? null
    const held =
      version && at === null
        ? Prisma.sql`select * from catalog_version_line where catalog_id = ${catalog.id}::uuid and number = ${number}`
        : entriesAt(catalog.id, number)
    return Prisma.sql`select e.*, ${contentAt(at)} as content from (${held}) e join offer o on o.id = e.offer_id`
  }
  const rows = await ctx.db.$queryRaw<VersionChange[]>`
    with before as (${entries(from)}), after as (${entries(to)}),
    pairs as (
      select coalesce(a.offer_id, b.offer_id) as offer_id, b.content as was, a.content as now_is, b.offer_id is not null as had, a.offer_id is not null as has,
             case when a.offer_id is not null and b.offer_id is not null then price_rise(b.content, a.content) end as rise,
             not (${saysTheSame('a', 'b')}) as said
      from before b full join after a on a.offer_id = b.offer_id)
    select * from (
      select o.id as "offerId", o.supplier_part_number as part, p.name, s.name as supplier, coalesce(now_is, was)->>'currency' as currency,
             case when not had then 'added' when not has then 'removed' when abs(rise) > ${percent}::numeric then case when rise > 0 then 'dearer' else 'cheaper' end
                  when said then 'changed' end as change,
             trim_scale(round((was#>>'{breaks,0,price}')::numeric / (was->>'priceBase')::numeric, 6))::text as before,
             trim_scale(round((now_is#>>'{breaks,0,price}')::numeric / (now_is->>'priceBase')::numeric, 6))::text as after,
             case when rise < 'infinity' then trim_scale(round(rise, 2))::text end as rise
      from pairs join offer o on o.id = pairs.offer_id join product p on p.id = o.product_id join organization s on s.id = o.supplier_id) rows
    where change is not null
    order by array_position(array['dearer', 'added', 'removed', 'cheaper', 'changed'], change), rise::numeric desc nulls first, supplier, part
    limit ${MAX_CHANGES + 1}`
  return { changes: rows.slice(0, MAX_CHANGES), more: rows.length > MAX_CHANGES }
}

/** Days before its end from which an offer is said to end soon. */
const SOON_DAYS = 14

/** What is wrong with a version that is on its way, line by line; what blocks it first. At most 200. */
export async function versionProblems(ctx: ReadContext, catalog: OwnCatalog, number: number): Promise<VersionProblem[]> {
  const soon = new Date(ctx.now.getTime() + SOON_DAYS * 86_400_000)
  return ctx.db.$queryRaw<VersionProblem[]>`
    with lines as (
      select l.*, o.product_id,
             min(o.product_id::text) over same_number <> max(o.product_id::text) over same_number as number_of_several
      from catalog_version_line l join offer o on o.id = l.offer_id where l.catalog_id = ${catalog.id}::uuid and l.number = ${number}
      window same_number as (partition by l.buyer_part_number))
    select o.id as "offerId", o.supplier_part_number as part, p.name, s.name as supplier, x.code, x.blocking
    from lines l join offer o on o.id = l.offer_id join product p on p.id = l.product_id join organization s on s.id = o.supplier_id
    cross join lateral (values
      ('own_number_twice', true, l.buyer_part_number is not null and l.number_of_several),
      ('limits_cross', true, greatest(o.minimum, l.minimum) > least(o.maximum, l.maximum)),
      ('own_price_not_lower', false, l.price >= o.price),
      ('ends_soon', false, o.valid_to < ${soon}),
      ('no_rate', false, (select e.price is null from search_entry e where e.offer_id = o.id and ${env().REFERENCE_CURRENCY} <> o.currency))
    ) x(code, blocking, wrong)
    where x.wrong order by x.blocking desc, x.code, o.supplier_part_number limit 200`
}

/** What was remarked on a version. */
export const versionRemarks = (ctx: ReadContext, catalog: OwnCatalog, number: number) =>
  ctx.db.$queryRaw<{ offerId: string | null; part: string | null; name: LocalizedText | null; text: string; by: string; at: Date }[]>`
    select r.offer_id as "offerId", o.supplier_part_number as part, p.name, r.text, u.name as by, r.at
    from catalog_remark r join "user" u on u.id = r.user_id left join offer o on o.id = r.offer_id left join product p on p.id = o.product_id
    where r.catalog_id = ${catalog.id}::uuid and r.number = ${number} order by o.supplier_part_number nulls first, r.at`

/** Offers that a catalog holds back because their suppliers have changed them, with what they were and are. At most 500. */
export const heldChanges = (ctx: ReadContext, catalog: OwnCatalog): Promise<HeldChange[]> =>
  ctx.db.$queryRaw<HeldChange[]>`
    select x."offerId", x.part, x.supplier, x.before, x.after, price_rise(x.before, x.after)::text as rise
    from (select o.id as "offerId", o.supplier_part_number as part, s.name as supplier,
                 offer_content_at(o.id, e.seen_version, o.content) as before, o.content as after
          from (${entriesNow(catalog.id)}) e join offer o on o.id = e.offer_id join organization s on s.id = o.supplier_id
          where e.held) x
    order by price_rise(x.before, x.after) desc, x.supplier, x.part limit 500`

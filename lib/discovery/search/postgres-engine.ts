import { categoryPrefix } from '@/lib/catalog/categories/model'
import { pool } from '@/lib/platform/db/client'
import { likeText } from '@/lib/platform/db/sql'
import { isUuid } from '@/lib/platform/ids'
import type { Audience, SearchEngine } from './engine'
import { type KnownWord, neighbours, type QueryWords, queryWords, saysNothing, textCondition, wishConditions } from './model'
import type { SearchParams } from './schemas'
import type { Count, Found } from './views'

const EMPTY: Found = {
  productIds: [],
  total: 0,
  facets: { category: [], supplier: [], brand: [], attribute: [], stock: 0, lead: [], price: null },
  corrections: [],
}

/** Days of lead time that the filter offers. */
const LEAD_DAYS = [2, 5, 10, 20]

const ORDER = {
  relevance: 'rank desc, product_id',
  price: 'price asc nulls last, product_id',
  price_desc: 'price desc nulls last, product_id',
  lead_time: 'lead asc nulls last, product_id',
} as const

/**
 * Full text with prefixes, corrections by trigram over the table of distinct words. One statement for the words, one for page and
 * counts. Served by the GIN indexes on search_entry.
 */
export const postgresEngine: SearchEngine = {
  async search(params, audience, take) {
    if (saysNothing(params.q)) return EMPTY
    const query = queryWords(params.q)
    const known = query.words.length > 0 ? await lookUpWords(query.words) : []
    const condition = textCondition(query, known)
    const corrections = known
      .filter((word) => word.stem !== null && !word.known && word.similar.length > 0)
      .map(({ word, similar }) => ({ from: word, to: similar }))
    const found = await searchEntries(params, audience, take, (bind) => {
      if (condition === null) return null
      const tsquery = `to_tsquery('simple', ${bind(condition)})`
      return { matches: `words @@ ${tsquery}`, rank: [`ts_rank(words, ${tsquery})`, ...inOneRun(query, params.q, bind)].join(' + ') }
    })
    return { ...found, corrections }
  },
}

/** Runs of Chinese in a question that are looked for whole. */
const MAX_RUNS = 3

/** What has the words of a part number, or the characters of a Chinese name, one after the other comes first. */
function inOneRun({ words }: QueryWords, question: string, bind: Bind): string[] {
  const runs = [...(isCode(words) ? [words] : []), ...neighbours(question).slice(0, MAX_RUNS)]
  return runs.map((run) => `(words @@ phraseto_tsquery('simple', ${bind(run.join(' '))}))::int`)
}

/** In which part of a product a word says how much: its name, its codes, its category, its description. */
const PARTS = [
  ['A', 3],
  ['B', 2],
  ['C', 2],
  ['D', 0.5],
] as const

/**
 * What may be meant by a wish in a person's own words: as few as one word of it has to be there, and the words that name the
 * thing, in its name, count most. What misses every naming word is left out as soon as something has one.
 */
export async function searchByWish(params: SearchParams, audience: Audience, take: number): Promise<Found> {
  const { words } = queryWords(params.q)
  const known = words.length > 0 ? await lookUpWords(words) : []
  const conditions = wishConditions(params.q, known)
  const naming = conditions.filter(({ names }) => names)
  const ask = (asked: typeof conditions) =>
    searchEntries({ ...params, q: '' }, audience, take, (bind) => {
      const score = ({ condition, weight }: (typeof conditions)[number]) => {
        const parts = PARTS.map(
          ([part, value]) => `when words @@ to_tsquery('simple', ${bind(inPart(condition, part))}) then ${value * weight}`,
        )
        return `case ${parts.join(' ')} else 0 end`
      }
      const any = bind(asked.map(({ condition }) => `(${condition})`).join(' | '))
      return { matches: `words @@ to_tsquery('simple', ${any})`, rank: conditions.map(score).join(' + ') }
    })
  if (conditions.length === 0) return EMPTY
  const named = naming.length > 0 ? await ask(naming) : EMPTY
  return named.total > 0 || naming.length === conditions.length ? named : ask(conditions)
}

/** A condition on one part of the text vector: 'bolt:*' as 'bolt:*A'. */
const inPart = (condition: string, part: string): string =>
  condition
    .split(' | ')
    .map((form) => (form.endsWith(':*') ? `${form}${part}` : `${form}:${part}`))
    .join(' | ')

type Bind = (value: unknown) => string

/**
 * How entries match the text of a question, as SQL on search_entry, and how well; null without a text. `places`, a table of (id, place),
 * is joined for the rank.
 */
type TextMatch = (bind: Bind) => { matches: string; rank: string; places?: string } | null

/**
 * Whatever finds the words: what of it the audience may see and buy, at its prices, filtered, counted by facets that leave out their
 * own filter, and sorted.
 */
export async function searchEntries(params: SearchParams, audience: Audience, take: number, text: TextMatch): Promise<Found> {
  if (audience.networkIds.length === 0) return EMPTY
  const reach = await reachOf(audience)
  const values: unknown[] = [audience.networkIds]
  const bind = (value: unknown) => `$${values.push(value)}`
  const words = text(bind)

  const filters = filtersOf(params, audience, bind)

  const match = [
    'network_ids && $1::uuid[] and (valid_from is null or valid_from <= now()) and (valid_to is null or valid_to > now())',
    ...(words ? [params.q ? textOrOwn(words.matches, params.q, reach, bind) : words.matches] : []),
    ...inCatalogs(params.catalog, audience, reach, bind),
  ].join(' and ')
  const joins = audience.mergesOf.length > 0
  const sql = `
      with ${joins ? `heads as materialized (select product_id as joined, head_id from merged_heads(${bind(audience.organizationId)}, ${bind(audience.mergesOf)})),` : ''}
      ${reach.special ? `${matchedAtSpecialPrices(bind(audience.organizationId), match)},` : ''}
      base as materialized (
        select ${joins ? 'coalesce(heads.head_id, product_id) as product_id' : 'product_id'}, supplier_id, category, brand, price, lead_time_days, in_stock, attributes,
               ${words ? words.rank : '0'} as rank
               ${filters.active.map(([name, condition]) => `, coalesce(${condition}, false) as f_${name}`).join('')}
        from ${reach.special ? 'priced' : `(select * from search_entry where ${match}) entry`}${joins ? ' left join heads on heads.joined = product_id' : ''}
        ${words?.places ? `left join ${words.places} on places.id = offer_id` : ''}),
      found as (
        select product_id, max(rank) as rank, ${params.sort === 'price_desc' ? 'max' : 'min'}(price) as price, min(lead_time_days) as lead
        from base where ${filters.without(null)} group by product_id)
      select (select count(*)::int from found) as total,
        (select coalesce(json_agg(product_id), '[]') from (select product_id from found order by ${ORDER[params.sort]}
           limit ${bind(take)} offset ${bind((params.page - 1) * take)}) page) as ids,
        ${facetColumns(filters.without)}`
  const { rows } = await pool().query<Row>(sql, values)
  const row = rows[0]
  if (!row) return EMPTY
  const { ids, total, ...facets } = row
  return { productIds: ids, total, facets, corrections: [] }
}

type Filter = 'category' | 'supplier' | 'brand' | 'price' | 'lead' | 'stock' | 'attribute'

/** Each filter that is set as a condition on search_entry, and which of them entries meet, as columns `f_…` of base, one left out or none. */
function filtersOf(params: SearchParams, audience: Audience, bind: Bind) {
  const conditions: Record<Filter, string | null> = {
    category: categoryFilter(params, audience, bind),
    supplier: params.supplier.length ? `supplier_id = any(${bind(params.supplier.filter(isUuid))}::uuid[])` : null,
    brand: params.brand.length ? `brand = any(${bind(params.brand)})` : null,
    price: priceFilter(params.min, params.max, bind),
    lead: params.lead === undefined ? null : `lead_time_days <= ${bind(params.lead)}::int`,
    stock: params.stock ? 'in_stock' : null,
    attribute: params.attr.length ? attributeFilter(params.attr, bind) : null,
  }
  const active = Object.entries(conditions).filter(([, condition]) => condition !== null) as [Filter, string][]
  const without = (facet: Filter | null) =>
    active
      .filter(([name]) => name !== facet)
      .map(([name]) => `f_${name}`)
      .join(' and ') || 'true'
  return { active, without }
}

/** The columns that count base by each facet, what the facet's own filter leaves out included. */
function facetColumns(without: (facet: Filter) => string): string {
  const count = (facet: 'category' | 'supplier_id' | 'brand', condition: string, limit: number) => `
      (select coalesce(json_agg(c), '[]') from (
        select value, count(*)::int as count from (
          select distinct ${facet} as value, product_id from base where ${condition} and ${facet} is not null) pairs
        group by 1 order by 2 desc, 1 limit ${limit}) c)`
  const byDays = LEAD_DAYS.map((days) => `json_build_object('days', ${days}, 'count', count(*) filter (where lead <= ${days}))`)
  return `${count('category', without('category'), 200)} as category,
        ${count('supplier_id', without('supplier'), 50)} as supplier,
        ${count('brand', without('brand'), 50)} as brand,
        (select coalesce(json_agg(c), '[]') from (
          select value, count(*)::int as count from (
            select distinct value, product_id from base, unnest(attributes) value where ${without('attribute')}) pairs
          group by 1 order by 2 desc, 1 limit 60) c) as attribute,
        (select count(distinct product_id)::int from base where ${without('stock')} and in_stock) as stock,
        (select json_build_array(${byDays.join(', ')})
         from (select min(lead_time_days) as lead from base where ${without('lead')} group by product_id) quickest) as lead,
        (select case when count(price) > 0 then json_build_object('min', min(price)::text, 'max', max(price)::text) end
         from base where ${without('price')}) as price`
}

/** Several words with figures in them, as part numbers fall apart: what has them one after the other is meant. */
const isCode = (words: readonly string[]) => words.length > 1 && words.some((word) => /\d/.test(word))

/** What beside networks reaches who searches: whether any price list does, which virtual catalogs, and whose additions to products. */
interface Reach {
  special: boolean
  catalogs: string[]
  enrichers: string[]
}

/** Mostly nothing does, and search need not look for it. */
async function reachOf({ organizationId, userId }: Audience): Promise<Reach> {
  const { rows } = await pool().query<Reach>(
    `select exists (select 1 from price_lists_for($1, now())) as special, array(select catalogs_reaching($1, $2, now())) as catalogs,
            array(select content_authors_for($1)) as enrichers`,
    [organizationId, userId],
  )
  return rows[0] ?? { special: false, catalogs: [], enrichers: [] }
}

/** Words of the product, the beginning of the number that the buyer's own catalog gives it, or words that the buyer or an operator has added. */
function textOrOwn(words: string, question: string, { catalogs, enrichers }: Reach, bind: Bind): string {
  const ways = [words]
  if (catalogs.length > 0)
    ways.push(`offer_id in (select e.offer_id from catalog_entry e
            where e.catalog_id = any(${bind(catalogs)}::uuid[]) and e.to_version is null and e.buyer_part_number ilike ${bind(`${likeText(question.trim())}%`)})`)
  const condition = enrichers.length > 0 ? textCondition(queryWords(question), []) : null
  if (condition !== null)
    ways.push(`product_id in (select n.product_id from internal_content n where n.organization_id = any(${bind(enrichers)}::uuid[])
            and n.words @@ to_tsquery('simple', ${bind(condition)}))`)
  return `(${ways.join(' or ')})`
}

/** Only what one virtual catalog holds, or for a limited user any of them; nothing that one of them blocks or holds back. */
function inCatalogs(asked: string | undefined, { catalogsOnly }: Audience, { catalogs }: Reach, bind: Bind): string[] {
  const chosen = asked ? catalogs.filter((id) => id === asked) : catalogs
  const held = (condition: string, ids: string[]) => `offer_id in (select e.offer_id from catalog_entry e
            where e.catalog_id = any(${bind(ids)}::uuid[]) and e.to_version is null and ${condition})`
  return [
    ...(asked || catalogsOnly ? [held('not (e.blocked or e.held)', chosen)] : []),
    ...(catalogs.length > 0 ? [`not ${held('(e.blocked or e.held)', catalogs)}`] : []),
  ]
}

/**
 * The matching entries as `priced`: each at the price of one unit that the organization gets, by the precedence of the
 * pricing rules, Lines 3. A price is taken as its share of the offer's own, which is known in the reference currency.
 */
const matchedAtSpecialPrices = (organization: string, match: string) => `
      matched as materialized (select * from search_entry where ${match}),
      special as (
        select offer_id, coalesce(contract, least(coalesce(audience, list), campaign)) as price from (
          select m.offer_id, m.price as list,
            (array_agg(amount order by l.valid_from desc nulls last, amount) filter (
              where l.kind = 'contract' and (p.agreed is null or p.used + coalesce(o.minimum, o.step, 1) <= p.agreed)))[1] as contract,
            (array_agg(amount order by l.priority desc, amount) filter (where l.kind = 'audience'))[1] as audience,
            min(amount) filter (where l.kind = 'campaign') as campaign
          from price_lists_for(${organization}, now()) l
          join price_list_entry p on p.list_id = l.id
          join matched m on m.offer_id = p.offer_id
          join offer o on o.id = p.offer_id
          cross join lateral (select round(m.price * case when p.discount is not null then 1 - p.discount / 100
            else coalesce(p.price, (p.breaks->0->>'price')::numeric) / nullif(o.price, 0) end, 6) as amount) a
          where p.discount is not null or (p.currency = o.currency and p.price_base = o.price_base)
          group by m.offer_id, m.price) choice),
      priced as (
        select m.offer_id, m.product_id, m.supplier_id, m.category, m.brand, coalesce(s.price, m.price) as price, m.lead_time_days, m.in_stock, m.attributes, m.words
        from matched m left join special s on s.offer_id = m.offer_id)`

interface Row {
  total: number
  ids: string[]
  category: Count[]
  supplier: Count[]
  brand: Count[]
  attribute: Count[]
  stock: number
  lead: { days: number; count: number }[]
  price: { min: string; max: string } | null
}

/** Served by the primary key and the trigram index of search_word; in short words two swapped letters leave no trigram alike. */
export async function lookUpWords(words: readonly string[]): Promise<KnownWord[]> {
  const { rows } = await pool().query<KnownWord>(
    `select w.word, (ts_lexize('english_stem', w.word))[1] as stem, k.known,
            case when k.known or length(w.word) < 3 then '{}'::text[] else array(
              select s.word from search_word s
              where (s.word % w.word and similarity(s.word, w.word) >= 0.3)
                 or (length(w.word) < 6 and s.word like left(w.word, 1) || '%' and length(s.word) = length(w.word) and levenshtein(s.word, w.word) <= 2)
              order by levenshtein(left(s.word, 100), left(w.word, 100)), similarity(s.word, w.word) desc, s.word limit 3) end as similar
     from unnest($1::text[]) w(word)
     cross join lateral (select exists (select 1 from search_word s where s.word >= w.word and s.word < (w.word || U&'\\FFFD')) or w.word ~ '[0-9]' as known) k`,
    [words],
  )
  return rows
}

function categoryFilter({ category }: SearchParams, { categories }: Audience, bind: Bind): string | null {
  const within = (code: string) => `category like ${bind(`${categoryPrefix(code)}%`)}`
  const own = categories?.map((each) => [within(each.category), ...each.except.map((code) => `not ${within(code)}`)].join(' and '))
  const parts = [...(category ? [within(category)] : []), ...(own ? [own.length > 0 ? `(${own.join(' or ')})` : 'false'] : [])]
  return parts.length > 0 ? parts.join(' and ') : null
}

function priceFilter(min: string | undefined, max: string | undefined, bind: Bind): string | null {
  const parts = [min && `price >= ${bind(min)}::numeric`, max && `price <= ${bind(max)}::numeric`].filter(Boolean)
  return parts.length > 0 ? parts.join(' and ') : null
}

/** Values of one attribute are alternatives; different attributes must all hold. */
function attributeFilter(values: string[], bind: Bind): string {
  const groups = new Map<string, string[]>()
  for (const value of values) {
    const name = value.split('=', 1)[0] ?? ''
    groups.set(name, [...(groups.get(name) ?? []), value])
  }
  return [...groups.values()].map((group) => `attributes && ${bind(group)}::text[]`).join(' and ')
}

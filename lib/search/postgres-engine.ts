import { pool } from '@/lib/platform/db/client'
import { isUuid } from '@/lib/platform/ids'
import type { Count, Found, SearchEngine } from './engine'
import { type KnownWord, queryWords, textConditions } from './model'

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
 * Full text with prefixes, corrections by trigram over the table of distinct words, facets that leave out their own
 * filter. One statement for the words, one for page and counts. Served by the GIN indexes on search_entry.
 */
export const postgresEngine: SearchEngine = {
  async search(params, audience, take) {
    if (audience.networkIds.length === 0) return EMPTY
    const query = queryWords(params.q)
    const known = query.words.length > 0 ? await lookUpWords(query.words) : []
    const conditions = textConditions(query, known)
    const values: unknown[] = [audience.networkIds]
    const bind = (value: unknown) => `$${values.push(value)}`
    const tsquery = conditions.length > 0 ? `to_tsquery('simple', ${bind(conditions.map((text) => `(${text})`).join(' & '))})` : null

    const filters = {
      category: params.category ? `category like ${bind(`${categoryPrefix(params.category)}%`)}` : null,
      supplier: params.supplier.length ? `supplier_id = any(${bind(params.supplier.filter(isUuid))}::uuid[])` : null,
      brand: params.brand.length ? `brand = any(${bind(params.brand)})` : null,
      price: priceFilter(params.min, params.max, bind),
      lead: params.lead === undefined ? null : `lead_time_days <= ${bind(params.lead)}::int`,
      stock: params.stock ? 'in_stock' : null,
      attribute: params.attr.length ? attributeFilter(params.attr, bind) : null,
    }
    const active = Object.entries(filters).filter(([, condition]) => condition !== null) as [keyof typeof filters, string][]
    const all = active.map(([name]) => `f_${name}`).join(' and ') || 'true'
    const without = (facet: keyof typeof filters) =>
      active
        .filter(([name]) => name !== facet)
        .map(([name]) => `f_${name}`)
        .join(' and ') || 'true'
    const count = (facet: 'category' | 'supplier_id' | 'brand', condition: string, limit: number) => `
      (select coalesce(json_agg(c), '[]') from (
        select value, count(*)::int as count from (
          select distinct ${facet} as value, product_id from base where ${condition} and ${facet} is not null) pairs
        group by 1 order by 2 desc, 1 limit ${limit}) c)`

    const sql = `
      with base as materialized (
        select product_id, supplier_id, category, brand, price, lead_time_days, in_stock, attributes,
               ${tsquery ? `ts_rank(words, ${tsquery})` : '0'} as rank
               ${active.map(([name, condition]) => `, coalesce(${condition}, false) as f_${name}`).join('')}
        from search_entry e
        where network_ids && $1::uuid[] and (valid_from is null or valid_from <= now()) and (valid_to is null or valid_to > now())
              ${tsquery ? `and words @@ ${tsquery}` : ''}),
      found as (
        select product_id, max(rank) as rank, ${params.sort === 'price_desc' ? 'max' : 'min'}(price) as price, min(lead_time_days) as lead
        from base where ${all} group by product_id)
      select (select count(*)::int from found) as total,
        (select coalesce(json_agg(product_id), '[]') from (select product_id from found order by ${ORDER[params.sort]}
           limit ${bind(take)} offset ${bind((params.page - 1) * take)}) page) as ids,
        ${count('category', without('category'), 200)} as category,
        ${count('supplier_id', without('supplier'), 50)} as supplier,
        ${count('brand', without('brand'), 50)} as brand,
        (select coalesce(json_agg(c), '[]') from (
          select value, count(*)::int as count from (
            select distinct value, product_id from base, unnest(attributes) value where ${without('attribute')}) pairs
          group by 1 order by 2 desc, 1 limit 60) c) as attribute,
        (select count(distinct product_id)::int from base where ${without('stock')} and in_stock) as stock,
        (select json_build_array(${LEAD_DAYS.map((days) => `json_build_object('days', ${days}, 'count', count(*) filter (where lead <= ${days}))`).join(', ')})
         from (select min(lead_time_days) as lead from base where ${without('lead')} group by product_id) quickest) as lead,
        (select case when count(price) > 0 then json_build_object('min', min(price)::text, 'max', max(price)::text) end from base where ${without('price')}) as price`
    const { rows } = await pool().query<Row>(sql, values)
    const row = rows[0]
    if (!row) return EMPTY
    return {
      productIds: row.ids,
      total: row.total,
      facets: {
        category: row.category,
        supplier: row.supplier,
        brand: row.brand,
        attribute: row.attribute,
        stock: row.stock,
        lead: row.lead,
        price: row.price,
      },
      corrections: known
        .filter((word) => word.stem !== null && !word.known && word.similar.length > 0)
        .map(({ word, similar }) => ({ from: word, to: similar })),
    }
  },
}

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
async function lookUpWords(words: string[]): Promise<KnownWord[]> {
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

/** A segment, family or class of UNSPSC ends in zeros: everything below it starts with the rest. */
export const categoryPrefix = (code: string): string => code.replace(/(00){1,3}$/, '')

type Bind = (value: unknown) => string

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

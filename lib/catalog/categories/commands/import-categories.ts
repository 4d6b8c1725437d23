import { z } from 'zod'
import { pool } from '@/lib/platform/db/client'

const LEVELS = { segment: 1, family: 2, class: 3, commodity: 4 } as const
const categoryRow = z.object({
  code: z.string().regex(/^\d{8}$/),
  level: z.enum(['segment', 'family', 'class', 'commodity']),
  title_en: z.string().min(1),
  title_zh: z.string(),
})

const BATCH = 2000

/** Loads UNSPSC codes, streamed; a code's parent is the code one level up. Rows that do not fit are counted as bad. */
export async function importCategories(rows: AsyncIterable<unknown>): Promise<{ categories: number; bad: number }> {
  let batch: { code: string; parent: string | null; level: number; en: string; zh: string }[] = []
  let categories = 0
  let bad = 0
  const save = async () => {
    await pool().query(
      `insert into category (code, parent_code, level, name_en, name_zh)
       select c->>'code', c->>'parent', (c->>'level')::int, c->>'en', c->>'zh' from jsonb_array_elements($1::jsonb) c
       on conflict (code) do update set parent_code = excluded.parent_code, level = excluded.level, name_en = excluded.name_en, name_zh = excluded.name_zh`,
      [JSON.stringify(batch)],
    )
    categories += batch.length
    batch = []
  }
  for await (const row of rows) {
    const parsed = categoryRow.safeParse(row)
    if (!parsed.success) {
      bad++
      continue
    }
    const { code, level, title_en, title_zh } = parsed.data
    const depth = LEVELS[level]
    const parent = depth === 1 ? null : code.slice(0, (depth - 1) * 2).padEnd(8, '0')
    batch.push({ code, parent, level: depth, en: title_en, zh: title_zh || title_en })
    if (batch.length === BATCH) await save()
  }
  if (batch.length > 0) await save()
  return { categories, bad }
}

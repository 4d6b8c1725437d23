import type { z } from 'zod'
import { MAX_NOTE } from '@/lib/catalog/internal-content/schemas'
import { belowHeader, HeadedTable, type TableProblem } from '@/lib/platform/files/headed-table'
import type { Sheet } from '@/lib/platform/files/small-table'
import { localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { unitName } from '@/lib/platform/units/units'
import type { saveItemInput } from './schemas'
import type { DraftEntry } from './views'

/** In each language. */
export interface Note {
  en: string
  zh: string
}

type Item = Omit<z.output<typeof saveItemInput>, 'catalogId' | 'offerId'>

/** What a row of a file says of one offer. */
export interface FileItem extends Item {
  supplier: string
  part: string
  /** what the organization says of the product; empty takes it back */
  note: Note
  /** as the spreadsheet counts */
  row: number
}

const columns = {
  supplier: ['supplier', '供应商'],
  part: ['part', 'partnumber', 'supplierpartnumber', '料号', '供应商料号'],
  choice: ['choice', '选择'],
  buyerPartNumber: ['ownnumber', 'ownpartnumber', 'ournumber', '自有编号'],
  buyerName: ['ownname', '自有名称'],
  preferred: ['preferred', '优先'],
  blocked: ['blocked', '禁用'],
  approval: ['approval', '需审批'],
  minimum: ['minimum', '最小数量'],
  maximum: ['maximum', '最大数量'],
  price: ['ownprice', '自有价格'],
  discount: ['discount', '折扣'],
  noteEn: ['noteenglish', 'noteen', '英文说明'],
  noteZh: ['notechinese', 'notezh', '中文说明'],
} as const
type Column = keyof typeof columns

const heads = {
  en: [
    'Supplier',
    'Part',
    'Name',
    'Unit',
    'Currency',
    'List price',
    'Choice',
    'Own number',
    'Own name',
    'Preferred',
    'Blocked',
    'Approval',
    'Minimum',
    'Maximum',
    'Own price',
    'Discount',
    'Note English',
    'Note Chinese',
  ],
  zh: [
    '供应商',
    '料号',
    '名称',
    '单位',
    '币种',
    '目录价',
    '选择',
    '自有编号',
    '自有名称',
    '优先',
    '禁用',
    '需审批',
    '最小数量',
    '最大数量',
    '自有价格',
    '折扣',
    '英文说明',
    '中文说明',
  ],
} as const
const widths = [26, 18, 44, 10, 10, 12, 12, 16, 30, 10, 10, 10, 12, 12, 12, 10, 40, 40]

const words = { en: { yes: 'yes', pick: 'pick', exclude: 'exclude' }, zh: { yes: '是', pick: '选入', exclude: '排除' } } as const
const YES = new Set(['yes', 'y', 'x', '1', 'true', '是'])
const NO = new Set(['', 'no', 'n', '0', 'false', '否'])
const CHOICES = new Map<string, Item['choice']>([
  ['', null],
  ['rule', null],
  ['按规则', null],
  ['pick', 'pick'],
  ['选入', 'pick'],
  ['exclude', 'exclude'],
  ['排除', 'exclude'],
])

/** The draft of a virtual catalog as a sheet that goes in again. @param notes what the organization itself says of products, by id */
export function draftSheet(entries: readonly DraftEntry[], notes: ReadonlyMap<string, Partial<Note>>, locale: 'en' | 'zh'): Sheet {
  const { yes, ...choices } = words[locale]
  const flag = (on: boolean) => (on ? yes : null)
  return {
    name: locale === 'zh' ? '目录' : 'Catalog',
    columns: heads[locale].map((header, index) => ({ header, width: widths[index] as number })),
    rows: entries.map((entry) => [
      entry.supplier,
      entry.part,
      localText(entry.name, locale),
      unitName(entry.unit, locale),
      entry.currency,
      entry.listPrice,
      entry.choice && choices[entry.choice],
      entry.buyerPartNumber,
      entry.buyerName,
      flag(entry.preferred),
      flag(entry.blocked),
      flag(entry.approval),
      entry.minimum,
      entry.maximum,
      entry.price,
      entry.discount,
      notes.get(entry.productId)?.en ?? null,
      notes.get(entry.productId)?.zh ?? null,
    ]),
  }
}

/**
 * What a table says of offers, an offer each row, known by supplier and part number. Columns that are not there leave what was said
 * before; an empty cell takes it back.
 * @param rows the first one is the header
 * @returns what is wrong instead of the items, if anything is; and which columns there are, as the file calls them
 */
export function readItems(
  rows: readonly string[][],
  numbers: NumberFormat,
): { items: FileItem[]; given: ReadonlyMap<Column, string>; problems: TableProblem[] } {
  const { header, body } = belowHeader(rows)
  const table = new HeadedTable<Column>(header, columns, ['supplier', 'part'], numbers)
  const given = new Map(
    (Object.keys(columns) as Column[]).filter((column) => table.has(column)).map((column) => [column, table.header(column)]),
  )
  if (table.problems.length > 0) return { items: [], given, problems: table.problems }
  const seen = new Set<string>()
  const flag = (row: readonly string[], index: number, column: 'preferred' | 'blocked' | 'approval') => {
    const text = table.text(row, column).toLowerCase()
    if (!YES.has(text) && !NO.has(text)) table.wrong(index, column, text, 'yes_or_no')
    return YES.has(text)
  }
  const items = body.flatMap(([index, row]): FileItem[] => {
    const [supplier, part] = [table.text(row, 'supplier'), table.text(row, 'part')]
    if (supplier === '') table.wrong(index, 'supplier', '', 'required')
    if (part === '') table.wrong(index, 'part', '', 'required')
    const key = `${supplier.toLowerCase()}\n${part}`
    if (seen.has(key)) table.wrong(index, 'part', part, 'twice_in_file')
    seen.add(key)
    const choice = CHOICES.get(table.text(row, 'choice').toLowerCase())
    if (choice === undefined) table.wrong(index, 'choice', table.text(row, 'choice'), 'pick_or_exclude')
    const item = {
      supplier,
      part,
      row: index + 2,
      note: { en: table.text(row, 'noteEn'), zh: table.text(row, 'noteZh') },
      choice: choice ?? null,
      buyerPartNumber: table.text(row, 'buyerPartNumber').slice(0, 80) || null,
      buyerName: table.text(row, 'buyerName').slice(0, 200) || null,
      preferred: flag(row, index, 'preferred'),
      blocked: flag(row, index, 'blocked'),
      approval: flag(row, index, 'approval'),
      minimum: table.amount(row, index, 'minimum'),
      maximum: table.amount(row, index, 'maximum'),
      price: table.number(row, index, 'price'),
      discount: table.amount(row, index, 'discount'),
    }
    for (const column of ['noteEn', 'noteZh'] as const)
      if (table.text(row, column).length > MAX_NOTE) table.wrong(index, column, table.text(row, column), 'too_long')
    if (item.minimum && item.maximum && Number(item.minimum) > Number(item.maximum))
      table.wrong(index, 'maximum', item.maximum, 'below_minimum')
    if (item.price && item.discount) table.wrong(index, 'discount', item.discount, 'price_or_discount')
    if (item.discount && Number(item.discount) > 100) table.wrong(index, 'discount', item.discount, 'percent')
    if (item.preferred && item.blocked) table.wrong(index, 'blocked', table.text(row, 'blocked'), 'preferred_and_blocked')
    return [item]
  })
  if (table.problems.length > 0) return { items: [], given, problems: table.problems }
  if (items.length === 0) return { items: [], given, problems: [{ row: 2, column: header[0] ?? '', value: '', reason: 'no_rows' }] }
  return { items, given, problems: [] }
}

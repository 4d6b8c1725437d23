import type { Sheet } from '@/lib/platform/files/small-table'
import { localText } from '@/lib/platform/i18n/locales'
import { unitName } from '@/lib/platform/units/units'
import type { ListedPrice } from './views'

const heads = {
  en: ['Part', 'Name', 'Unit', 'Currency', 'Per', 'List price', 'From', 'Price', 'Discount', 'Agreed', 'Used'],
  zh: ['料号', '名称', '单位', '币种', '每', '目录价', '起订数量', '价格', '折扣', '协议数量', '已用数量'],
} as const
const widths = [18, 40, 10, 10, 8, 12, 10, 12, 10, 12, 12]

/** The prices of a list as a sheet that goes in again: a row each price, of price breaks a row each step. */
export const priceSheet = (entries: readonly ListedPrice[], locale: 'en' | 'zh'): Sheet => ({
  name: locale === 'zh' ? '价格' : 'Prices',
  columns: heads[locale].map((header, index) => ({ header, width: widths[index] as number })),
  rows: entries.flatMap((entry) =>
    (entry.breaks ?? [{ from: null, price: entry.price }]).map((step, index) => [
      entry.part,
      localText(entry.name, locale),
      unitName(entry.unit, locale),
      entry.currency,
      entry.priceBase,
      entry.listPrice,
      step.from,
      step.price,
      entry.discount,
      index === 0 ? entry.agreed : null,
      entry.agreed && index === 0 ? entry.used : null,
    ]),
  ),
})

import type { Sheet } from '@/lib/platform/files/small-table'
import { localText } from '@/lib/platform/i18n/locales'
import { unitName } from '@/lib/platform/units/units'
import { amountUnit } from '@/lib/sourcing/auction/rules/formats/traits'
import type { EventDetails } from './views'

const heads = {
  en: {
    bids: 'Bids',
    lines: 'Lines',
    number: 'Lot number',
    lot: 'Lot',
    in: 'In',
    start: 'Start price',
    bid: 'My bid',
    line: 'Line',
    quantity: 'Quantity',
    unit: 'Unit',
    lastPrice: 'Last unit price',
    ceiling: 'Ceiling',
    reserve: 'Reserve',
    floor: 'Floor',
  },
  zh: {
    bids: '出价',
    lines: '行',
    number: '标段编号',
    lot: '标段',
    in: '币种',
    start: '起价',
    bid: '我的出价',
    line: '名称',
    quantity: '数量',
    unit: '单位',
    lastPrice: '上次单价',
    ceiling: '最高限价',
    reserve: '底价',
    floor: '最低价',
  },
} as const

/**
 * An event as a workbook: the lines as a new event could take them in, and for a bidder a sheet to fill in and send back.
 * Holds what the reader's page shows; a bidder's has no reserve and no last price.
 */
export function eventSheets(event: EventDetails, locale: 'en' | 'zh'): Sheet[] {
  const t = heads[locale]
  const buyer = event.side === 'buyer'
  const lines: Sheet = {
    name: t.lines,
    columns: [
      { header: t.lot, width: 28 },
      { header: t.line, width: 40 },
      { header: t.quantity, width: 12 },
      { header: t.unit, width: 12 },
      { header: t.lastPrice, width: 16 },
      { header: t.ceiling, width: 14 },
      ...(buyer ? [{ header: t.reserve, width: 14 }] : []),
      { header: t.floor, width: 14 },
    ],
    rows: event.lots.flatMap((lot) =>
      lot.lines.map((line) => [
        lot.title,
        localText(line.name, locale),
        line.quantity,
        unitName(line.unit, locale),
        line.lastPrice,
        lot.rules.ceiling,
        ...(buyer ? [lot.rules.reserve] : []),
        lot.rules.floor,
      ]),
    ),
  }
  if (buyer) return [lines]
  const bids: Sheet = {
    name: t.bids,
    columns: [
      { header: t.number, width: 12 },
      { header: t.lot, width: 40 },
      { header: t.in, width: 8 },
      { header: t.start, width: 14 },
      { header: t.bid, width: 14 },
    ],
    rows: event.lots
      .filter((lot) => lot.phase !== 'closed')
      .map((lot) => [String(lot.number), lot.title, amountUnit(lot.rules), lot.rules.ceiling, null]),
  }
  return [bids, lines]
}

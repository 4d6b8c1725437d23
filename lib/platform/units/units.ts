/** Units of UN/ECE Recommendation 20 that goods are traded in: code, English name, Chinese name. What files call them is in `unit-spellings.ts`. */
const table: readonly [string, string, string][] = [
  ['C62', 'piece', '件'],
  ['EA', 'each', '个'],
  ['PR', 'pair', '双'],
  ['SET', 'set', '套'],
  ['DZN', 'dozen', '打'],
  ['HC', 'hundred', '百个'],
  ['MIL', 'thousand', '千个'],
  ['XBX', 'box', '盒'],
  ['XCT', 'carton', '纸箱'],
  ['CS', 'case', '箱'],
  ['XPK', 'package', '包'],
  ['XPA', 'packet', '小包'],
  ['XRO', 'roll', '卷'],
  ['XBG', 'bag', '袋'],
  ['XBO', 'bottle', '瓶'],
  ['XCA', 'can', '罐'],
  ['XTU', 'tube', '管'],
  ['XPX', 'pallet', '托盘'],
  ['XDR', 'drum', '桶'],
  ['XST', 'sheet', '张'],
  ['RM', 'ream', '令'],
  ['KT', 'kit', '套件'],
  ['MTR', 'metre', '米'],
  ['CMT', 'centimetre', '厘米'],
  ['MMT', 'millimetre', '毫米'],
  ['KMT', 'kilometre', '千米'],
  ['INH', 'inch', '英寸'],
  ['FOT', 'foot', '英尺'],
  ['MTK', 'square metre', '平方米'],
  ['MTQ', 'cubic metre', '立方米'],
  ['LTR', 'litre', '升'],
  ['MLT', 'millilitre', '毫升'],
  ['GLL', 'gallon', '加仑'],
  ['KGM', 'kilogram', '千克'],
  ['GRM', 'gram', '克'],
  ['TNE', 'tonne', '吨'],
  ['LBR', 'pound', '磅'],
  ['ONZ', 'ounce', '盎司'],
  ['HUR', 'hour', '小时'],
  ['DAY', 'day', '天'],
  ['MON', 'month', '月'],
  ['ANN', 'year', '年'],
  ['KWH', 'kilowatt hour', '千瓦时'],
  ['E49', 'working day', '工作日'],
  ['E48', 'service unit', '服务单位'],
]

export const unitCodes = table.map(([code]) => code)
const byCode = new Map(table.map(([code, en, zh]) => [code, { en, zh }]))

/** Units of what is measured or worked, of which there can be a part. */
const MEASURED = new Set('MTR CMT MMT KMT INH FOT MTK MTQ LTR MLT GLL KGM GRM TNE LBR ONZ HUR DAY MON ANN KWH E48 E49'.split(' '))

/** Units of what is counted: nobody delivers half a piece. */
export const isCounted = (code: string): boolean => !MEASURED.has(code)

/** English plurals that are not the name with an s at its end. */
const PLURALS: Record<string, string> = {
  EA: 'each',
  DZN: 'dozen',
  HC: 'hundred',
  MIL: 'thousand',
  XBX: 'boxes',
  INH: 'inches',
  FOT: 'feet',
}

/** What stands after a quantity: 'piece' after 1, 'pieces' after any other. Chinese words do not change. */
export const unitAfter = (quantity: string, code: string, locale: 'en' | 'zh'): string => {
  const name = unitName(code, locale)
  return locale === 'zh' || Number(quantity) === 1 || !byCode.has(code) ? name : (PLURALS[code] ?? `${name}s`)
}

/** A unit's name in a language; the code itself when it is not in the table. */
export const unitName = (code: string, locale: 'en' | 'zh'): string => byCode.get(code)?.[locale] ?? code

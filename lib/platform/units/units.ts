/**
 * Units of UN/ECE Recommendation 20 that goods are traded in, with their names and what files call them.
 * Columns: code, English, Chinese, other spellings.
 */
const table: readonly [string, string, string, string][] = [
  ['C62', 'piece', '件', 'pc pcs pce piece pieces one unit units stk stück st 个 只 件 pza'],
  ['EA', 'each', '个', 'each ea.'],
  ['PR', 'pair', '双', 'pair pairs paar 双 对'],
  ['SET', 'set', '套', 'set sets 套'],
  ['DZN', 'dozen', '打', 'dozen dz doz 打'],
  ['HC', 'hundred', '百个', 'hundred 100pcs 百'],
  ['MIL', 'thousand', '千个', 'thousand 1000pcs 千'],
  ['XBX', 'box', '盒', 'box boxes bx 盒 箱'],
  ['XCT', 'carton', '纸箱', 'carton cartons ctn 纸箱'],
  ['CS', 'case', '箱', 'case cases'],
  ['XPK', 'package', '包', 'package pack packs pkg pk 包'],
  ['XPA', 'packet', '小包', 'packet'],
  ['XRO', 'roll', '卷', 'roll rolls rl 卷'],
  ['XBG', 'bag', '袋', 'bag bags 袋'],
  ['XBO', 'bottle', '瓶', 'bottle bottles btl 瓶'],
  ['XCA', 'can', '罐', 'can cans 罐'],
  ['XTU', 'tube', '管', 'tube tubes 管'],
  ['XPX', 'pallet', '托盘', 'pallet pallets 托盘'],
  ['XDR', 'drum', '桶', 'drum drums 桶'],
  ['XST', 'sheet', '张', 'sheet sheets 张'],
  ['RM', 'ream', '令', 'ream reams 令'],
  ['KT', 'kit', '套件', 'kit kits 套件'],
  ['MTR', 'metre', '米', 'm metre meter metres meters 米'],
  ['CMT', 'centimetre', '厘米', 'cm centimetre centimeter 厘米'],
  ['MMT', 'millimetre', '毫米', 'mm millimetre millimeter 毫米'],
  ['KMT', 'kilometre', '千米', 'km 千米'],
  ['INH', 'inch', '英寸', 'in inch inches 英寸'],
  ['FOT', 'foot', '英尺', 'ft foot feet 英尺'],
  ['MTK', 'square metre', '平方米', 'm2 m² sqm 平方米'],
  ['MTQ', 'cubic metre', '立方米', 'm3 m³ cbm 立方米'],
  ['LTR', 'litre', '升', 'l litre liter litres liters 升'],
  ['MLT', 'millilitre', '毫升', 'ml 毫升'],
  ['GLL', 'gallon', '加仑', 'gal gallon gallons 加仑'],
  ['KGM', 'kilogram', '千克', 'kg kilogram kilo 千克 公斤'],
  ['GRM', 'gram', '克', 'g gram gr 克'],
  ['TNE', 'tonne', '吨', 't tonne ton tons 吨'],
  ['LBR', 'pound', '磅', 'lb lbs pound 磅'],
  ['ONZ', 'ounce', '盎司', 'oz ounce 盎司'],
  ['HUR', 'hour', '小时', 'h hr hour hours 小时'],
  ['DAY', 'day', '天', 'day days 天'],
  ['MON', 'month', '月', 'month months 月'],
  ['ANN', 'year', '年', 'year years 年'],
  ['KWH', 'kilowatt hour', '千瓦时', 'kwh 千瓦时'],
  ['E49', 'working day', '工作日', 'workday 工作日'],
  ['E48', 'service unit', '服务单位', 'service'],
]

export const unitCodes = table.map(([code]) => code)
const byCode = new Map(table.map(([code, en, zh]) => [code, { en, zh }]))
const bySpelling = new Map(
  table.flatMap(([code, en, , spellings]) => [code.toLowerCase(), en, ...spellings.split(' ')].map((word) => [word, code] as const)),
)

/** The Rec 20 code that a file means by a unit, or null. */
export const readUnit = (text: string): string | null => bySpelling.get(text.trim().toLowerCase()) ?? null

/** A unit's name in a language; the code itself when it is not in the table. */
export const unitName = (code: string, locale: 'en' | 'zh'): string => byCode.get(code)?.[locale] ?? code

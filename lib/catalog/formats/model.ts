/** The fields that a column of a supplier's file can be mapped to, with what files call them. */
export const importFields = {
  part: 'part partnumber partno sku itemno itemnumber articlenumber article articleno supplierpartnumber suppliersku itemcode productcode code 料号 货号 商品编码 物料号 供应商料号 编号',
  nameEn: 'name productname title itemname descriptionshort shortdescription nameen englishname 英文名称',
  nameZh: 'namezh chinesename namecn 名称 商品名称 品名 中文名称',
  descriptionEn: 'description longdescription details descriptionen 英文描述',
  descriptionZh: 'descriptionzh 描述 说明 中文描述',
  brand: 'brand manufacturer maker make mfr 品牌 制造商 厂商',
  makerPart: 'mpn makerpart manufacturerpartnumber mfrpart mfrpartno makerpartnumber model 型号 制造商料号',
  gtin: 'gtin ean upc barcode ean13 条码 条形码',
  category: 'category unspsc unspsccode classification commoditycode 类别 分类 分类代码',
  unit: 'unit uom unitofmeasure unitcode orderunit 单位 计量单位',
  price: 'price unitprice netprice listprice standardprice cost 价格 单价 含税价',
  currency: 'currency currencycode curr 币种 货币',
  priceBase: 'pricebase priceper per priceunit pricequantity 价格基数',
  breaks: 'pricebreaks breaks tierprices scaleprices 阶梯价',
  minimum: 'minimum minqty minimumquantity moq minorderqty minorder 起订量 最小订量',
  step: 'step quantitystep increment orderstep multiple 递增量',
  maximum: 'maximum maxqty maximumquantity maxorderqty 最大订量',
  packSize: 'packsize pack packquantity contents qtyperpack 包装数量',
  leadTimeDays: 'leadtime leadtimedays deliverytime deliverydays averageleadtimedays 交货期 货期',
  stock: 'stock instock onhand availability available inventory 库存',
  validFrom: 'validfrom from startdate 生效日期',
  validTo: 'validto to until enddate expires 失效日期',
  taxCategory: 'taxcategory tax vatcategory 税类',
  substitutes: 'substitutes substitute alternatives replacements replacedby 替代品 替代料号',
  accessories: 'accessories accessory 配件 附件',
} as const satisfies Record<string, string>

export type ImportField = keyof typeof importFields
/** What a column means: a field, a price from a quantity, an attribute, or nothing. */
export type ColumnTarget = ImportField | `break:${string}` | `attribute:${string}` | null
/** The name and unit of an attribute's target: 'attribute:Length [mm]'. */
export function attributeOf(target: `attribute:${string}`): { name: string; unit?: string } {
  const [, name, unit] = /^attribute:(.*?)(?: \[([^\]]{1,20})\])?$/.exec(target) ?? []
  return { name: name ?? '', ...(unit && { unit }) }
}

/** One target for each column of the file. */
export type ColumnTargets = ColumnTarget[]

const bySpelling = new Map(
  Object.entries(importFields).flatMap(([field, spellings]) => spellings.split(' ').map((word) => [word, field as ImportField] as const)),
)

/** A proposal for each column: the field by its name; 'price from 100' as a price break; anything else as an attribute. */
export function proposeColumns(headers: readonly string[]): ColumnTargets {
  const taken = new Set<string>()
  return headers.map((header) => {
    const target = proposeColumn(header)
    if (target === null || taken.has(target)) return null
    taken.add(target)
    return target
  })
}

function proposeColumn(header: string): ColumnTarget {
  const words = header.trim().toLowerCase()
  const squeezed = words.replace(/[\s_\-./()#:*]+/g, '')
  const field = bySpelling.get(squeezed)
  if (field) return field
  const from = /^(?:price|from|ab|单价)?[^\d]{0,12}(\d{1,9})\s*\+?$/.exec(words)
  if (from && (words.includes('price') || words.includes('from') || words.includes('+') || words.includes('价'))) return `break:${from[1]}`
  const name = header.trim()
  // 'Length (mm)', 'Weight [kg]' and 'Voltage, V' say the unit beside the name.
  const measured = /^(.+?)\s*(?:\(([^()\s]{1,8})\)|\[([^\][\s]{1,8})\]|,\s*([^,\s\d]{1,4}))$/.exec(name)
  if (measured) return `attribute:${measured[1]?.slice(0, 60)} [${measured[2] ?? measured[3] ?? measured[4]}]`
  return name ? `attribute:${name.slice(0, 80)}` : null
}

/** Fields without which nothing can be imported. */
export const requiredTargets = (targets: ColumnTargets): ImportField[] => {
  const missing: ImportField[] = []
  if (!targets.includes('part')) missing.push('part')
  if (!targets.includes('nameEn') && !targets.includes('nameZh')) missing.push('nameEn')
  if (!targets.includes('price') && !targets.some((target) => target?.startsWith('break:'))) missing.push('price')
  return missing
}

import { INVISIBLE } from '@/lib/platform/files/table-cell'

/** The fields that a column of a supplier's file can be mapped to, with what files call them. */
export const importFields = {
  part: 'part partnumber partno sku itemno itemnumber articlenumber article articleno supplierpartnumber suppliersku itemcode productcode productnumber code catalognumber artikelnummer artikelnr artnr bestellnummer bestellnr bestnr materialnummer sachnummer référence reference réf référencearticle codearticle referencia codice codicearticolo číslo čísloproduktu objednacíčíslo kód kódproduktu indeks symbol nrkatalogowy kodproduktu numerczęści cikkszám артикул код 料号 货号 商品编码 产品编码 物料号 供应商料号 编号 品番',
  nameEn:
    'name productname product title itemname descriptionshort shortdescription nameen englishname bezeichnung artikelbezeichnung produktname artikelname kurzbezeichnung désignation désignationarticle nom libellé denominazione nombre denominación název názevproduktu nazwa nazwaproduktu nazwatowaru megnevezés naziv наименование название 英文名称',
  nameZh: 'namezh chinesename namecn 名称 商品名称 产品名称 品名 中文名称',
  descriptionEn:
    'description longdescription details descriptionen langtext beschreibung descriptionlongue descrizione descripción popis opis leírás описание 英文描述',
  descriptionZh: 'descriptionzh 描述 说明 中文描述',
  brand:
    'brand manufacturer maker make mfr hersteller marke fabricant marque produttore marca fabricante výrobce značka producent marka gyártó производитель 品牌 制造商 厂商',
  makerPart:
    'mpn makerpart manufacturerpartnumber mfrpart mfrpartno makerpartnumber model herstellernummer herstellerartikelnummer 型号 制造商料号',
  gtin: 'gtin ean eancode ean13 upc barcode strichcode čárovýkód kodkreskowy 条码 条形码 商品条码',
  category:
    'category unspsc unspsccode classification commoditycode kategorie warengruppe catégorie categoria kategoria категория 类别 分类 分类代码',
  unit: 'unit uom unitofmeasure unitcode orderunit einheit mengeneinheit me bestelleinheit unité unità unidad jednotka mj měrnájednotka jednostka jm egység единица едизм 单位 计量单位',
  price:
    'price unitprice netprice listprice standardprice cost preis nettopreis einzelpreis stückpreis listenpreis prix prixunitaire prixht prezzo prezzounitario precio preciounitario cena cenabezdph jednotkovácena cenanetto cenajednostkowa ár nettóár egységár цена 价格 单价 含税价 未税单价',
  currency: 'currency currencycode curr währung devise valuta moneda měna waluta pénznem валюта 币种 货币',
  priceBase: 'pricebase priceper per priceunit pricequantity preiseinheit pe preisbasis prixpar prezzoper cenaza 价格基数',
  breaks: 'pricebreaks breaks tierprices scaleprices staffelpreise staffel 阶梯价',
  minimum:
    'minimum minqty minimumquantity moq minorderqty minorder minimumorderquantity mindestmenge mindestbestellmenge quantitéminimale quantitàminima cantidadmínima minimálnímnožství minimálníodběr minilość 起订量 最小订量 最小起订量',
  step: 'step quantitystep increment orderstep multiple orderqtystep bestellschritt mengenschritt 递增量',
  maximum: 'maximum maxqty maximumquantity maxorderqty höchstmenge maximalmenge 最大订量',
  packSize:
    'packsize pack packquantity contents qtyperpack verpackungsmenge packungsinhalt inhalt balení conditionnement opakowanie 包装数量',
  leadTimeDays:
    'leadtime leadtimedays deliverytime deliverydays averageleadtimedays lieferzeit lieferzeittage lieferzeitintagen délai délaidelivraison dodacílhůta dodacídoba czasdostawy 交货期 货期',
  stock: 'stock instock onhand availability available inventory bestand lagerbestand skladem sklad giacenza stan 库存',
  validFrom: 'validfrom from startdate gültigab gültigvon platnostod platíod ważneod valabledès validodal 生效日期',
  validTo: 'validto to until validuntil enddate expires gültigbis platnostdo platído ważnedo 失效日期 有效期至',
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

/** Whether a text is one of those. */
export const isTarget = (text: string | null): text is ColumnTarget =>
  text === null || Object.hasOwn(importFields, text) || /^break:\d{1,9}(\.\d{1,4})?$/.test(text) || /^attribute:.+/.test(text)

/** One target for each column of the file. */
export type ColumnTargets = ColumnTarget[]

const bySpelling = new Map(
  Object.entries(importFields).flatMap(([field, spellings]) => spellings.split(' ').map((word) => [word, field as ImportField] as const)),
)

/**
 * A proposal for each column: the field by its name; 'price from 100' as a price break; anything else as an attribute. A name that
 * is a field's goes before one that only begins with it, such as 'Price, net'. A description stands in for a name that is missing.
 */
export function proposeColumns(headers: readonly string[]): ColumnTargets {
  const exact = new Set(headers.map((header) => fieldOf(header)))
  const taken = new Set<string>()
  const targets = headers.map((header) => {
    const target = proposeColumn(header, exact)
    if (target === null || taken.has(target)) return null
    taken.add(target)
    return target
  })
  if (taken.has('nameEn') || taken.has('nameZh')) return targets
  return targets.map((target) => (target === 'descriptionEn' ? 'nameEn' : target === 'descriptionZh' ? 'nameZh' : target))
}

/** Whether a column means something that is known, and is not just kept as an attribute. */
export const isField = (target: ColumnTarget): boolean => target !== null && !target.startsWith('attribute:')

const squeeze = (header: string) =>
  header
    .normalize('NFC')
    .toLowerCase()
    .replace(INVISIBLE, '')
    .replace(/[\s_\-./()#:*?]+/g, '')

const fieldOf = (header: string): ImportField | undefined => bySpelling.get(squeeze(header))

function proposeColumn(header: string, exact: ReadonlySet<ImportField | undefined>): ColumnTarget {
  const field = fieldOf(header)
  if (field) return field
  const words = header.trim().toLowerCase()
  const [, from = ''] = /^[^\d]{0,24}(\d{1,9})\s*(?:\+|pcs|stk|st|ks|szt|件|个)?\.?$/.exec(words) ?? []
  if (from && (FROM.test(words) || (PRICE.test(words) && !YEAR.test(from)))) return `break:${from}`
  const name = header.trim()
  const begins = fieldOf(name.split(REMARK, 1)[0] ?? '')
  if (begins && !exact.has(begins)) return begins
  // 'Length (mm)', 'Weight [kg]' and 'Voltage, V' say the unit beside the name.
  const measured = /^(.+?)\s*(?:\(([^()\s]{1,8})\)|\[([^\][\s]{1,8})\]|,\s*([^,\s\d]{1,4}))$/.exec(name)
  if (measured) return `attribute:${measured[1]?.slice(0, 60)} [${measured[2] ?? measured[3] ?? measured[4]}]`
  return name ? `attribute:${name.slice(0, 80)}` : null
}

/** Where a name goes on with a remark: 'Price (EUR)', 'Price, net, each', 'Preis netto', 'Cena za ks', 'Price 2027'. */
const REMARK =
  /\s*[([,/|]|\s+(?:per|in|each|net|netto|excl|excluding|za|pro|je|bez|par|EUR|USD|CZK|PLN|GBP|CHF|CNY|HUF|(?:19|20)\d\d$)(?![\p{L}\d])/iu

/** What stands beside a quantity in the name of a price break; 'Price 2027' is that of a year. */
const FROM = /from|\bab |\bod |\bdès |\bda |\+|起/
const PRICE = /price|preis|cena|prix|prezzo|precio|价/
const YEAR = /^(19|20)\d\d$/

/** Fields without which nothing can be imported. */
export const requiredTargets = (targets: ColumnTargets): ImportField[] => {
  const missing: ImportField[] = []
  if (!targets.includes('part')) missing.push('part')
  if (!targets.includes('nameEn') && !targets.includes('nameZh')) missing.push('nameEn')
  if (!targets.includes('price') && !targets.some((target) => target?.startsWith('break:'))) missing.push('price')
  return missing
}

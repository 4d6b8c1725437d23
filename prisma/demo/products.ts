import { Random } from '@/lib/platform/random'
import { cleaningAndLaboratoryFamilies } from './families/cleaning-and-laboratory'
import { electricalFamilies } from './families/electrical'
import type { Family, Option } from './families/family'
import { fasteningAndToolsFamilies } from './families/fastening-and-tools'
import { officeAndItFamilies } from './families/office-and-it'
import { safetyFamilies } from './families/safety'

/** Categories of the demo: our own names for a handful of UNSPSC codes. */
export const demoCategories: [code: string, parent: string | null, en: string, zh: string][] = [
  ['31000000', null, 'Fasteners and hardware', '紧固件与五金'],
  ['31160000', '31000000', 'Fasteners', '紧固件'],
  ['31161500', '31160000', 'Screws', '螺钉'],
  ['31161600', '31160000', 'Bolts', '螺栓'],
  ['31161700', '31160000', 'Nuts', '螺母'],
  ['31161800', '31160000', 'Washers', '垫圈'],
  ['24000000', null, 'Material handling', '物料搬运'],
  ['24101700', '24000000', 'Conveyors', '输送机'],
  ['27000000', null, 'Tools', '工具'],
  ['27110000', '27000000', 'Hand tools', '手工具'],
  ['27112700', '27110000', 'Drill bits', '钻头'],
  ['27111700', '27110000', 'Wrenches', '扳手'],
  ['46000000', null, 'Safety and protection', '安全与防护'],
  ['46180000', '46000000', 'Personal protection', '个人防护'],
  ['46181500', '46180000', 'Protective gloves', '防护手套'],
  ['46181600', '46180000', 'Safety shoes', '安全鞋'],
  ['46181700', '46180000', 'Head protection', '头部防护'],
  ['46181800', '46180000', 'Eye protection', '眼部防护'],
  ['46182000', '46180000', 'Breathing protection', '呼吸防护'],
  ['44000000', null, 'Office supplies', '办公用品'],
  ['44120000', '44000000', 'Stationery', '文具'],
  ['44121700', '44120000', 'Pens and markers', '笔'],
  ['44122000', '44120000', 'Folders and binders', '文件夹'],
  ['14111500', '44000000', 'Paper', '纸张'],
  ['43211500', '44000000', 'Computers', '计算机'],
  ['43211700', '44000000', 'Computer accessories', '电脑配件'],
  ['39000000', null, 'Electrical', '电气'],
  ['39120000', '39000000', 'Electrical equipment', '电气设备'],
  ['39121600', '39120000', 'Circuit breakers', '断路器'],
  ['39121400', '39120000', 'Connectors', '连接器'],
  ['26121600', '39000000', 'Cables', '电缆'],
  ['39101600', '39000000', 'Lamps', '灯具'],
  ['47000000', null, 'Cleaning and laboratory', '清洁与实验室'],
  ['47131800', '47000000', 'Cleaning agents', '清洁剂'],
  ['47131500', '47000000', 'Wipes and cloths', '擦拭布'],
  ['41121800', '47000000', 'Laboratory glassware', '实验室玻璃器皿'],
  ['41122400', '47000000', 'Laboratory consumables', '实验室耗材'],
]

/** In this order: numbers of products and makers are counted through it. */
const families: readonly Family[] = [
  ...fasteningAndToolsFamilies,
  ...safetyFamilies,
  ...officeAndItFamilies,
  ...electricalFamilies,
  ...cleaningAndLaboratoryFamilies,
]

export const PRODUCTS = 3000

export interface DemoProduct {
  industry: number
  category: string
  name: { en: string; zh: string }
  description: { en: string; zh: string }
  brand: string
  makerPart: string
  gtin: string
  unit: string
  attributes: { name: string; value: string; unit?: string }[]
  /** fair price of `priceBase` units, in euro */
  price: number
  priceBase: number
  step: number | null
}

/** The demo's products, the same every time: an equal share of each family's variants. */
export function demoProducts(): DemoProduct[] {
  const random = new Random(20_26)
  const products: DemoProduct[] = []
  const left: { family: Family; index: number; choice: ReturnType<typeof variants>[number] }[] = []
  const share = Math.floor(PRODUCTS / families.length)
  for (const [index, family] of families.entries()) {
    const shuffled = random.sample(variants(family), Number.POSITIVE_INFINITY)
    for (const { variant, brand } of shuffled.slice(0, share)) products.push(productOf(family, index, variant, brand, products.length))
    left.push(...shuffled.slice(share).map((choice) => ({ family, index, choice })))
  }
  // Small families cannot fill their share; large ones make up for it.
  for (const { family, index, choice } of random.sample(left, PRODUCTS - products.length))
    products.push(productOf(family, index, choice.variant, choice.brand, products.length))
  return products
}

/** All combinations of a family's options with its makers. */
function variants(family: Family): { variant: Option[]; brand: string }[] {
  const combinations = family.axes.reduce<Option[][]>(
    (lists, axis) => lists.flatMap((list) => axis.options.map((option) => [...list, option])),
    [[]],
  )
  return family.brands.flatMap((brand) => combinations.map((variant) => ({ variant, brand })))
}

function productOf(family: Family, familyIndex: number, variant: Option[], brand: string, index: number): DemoProduct {
  const fill = (template: string, language: 'en' | 'zh') =>
    family.axes.reduce((text, axis, place) => text.replace(`{${axis.name}}`, () => variant[place]?.[language] ?? ''), template)
  const factor = variant.reduce((product, option) => product * (option.f ?? 1), 1) * (0.9 + family.brands.indexOf(brand) * 0.12)
  return {
    industry: family.industry,
    category: family.category,
    name: { en: fill(family.en, 'en'), zh: fill(family.zh, 'zh') },
    description: { en: family.about, zh: family.aboutZh },
    brand,
    makerPart: `${brand.slice(0, 2).toUpperCase()}-${familyIndex + 10}${String(index).padStart(4, '0')}`,
    gtin: gtin13(2_000_000_00000 + index * 7 + 11),
    unit: family.unit,
    attributes: family.axes.map((axis, place) => ({
      name: axis.name,
      value: variant[place]?.en ?? '',
      ...(axis.unit && { unit: axis.unit }),
    })),
    price: family.base * factor,
    priceBase: family.priceBase ?? 1,
    step: family.step ?? null,
  }
}

/** Twelve digits (of the range that GS1 leaves to internal use) with their check digit. */
function gtin13(body: number): string {
  const digits = String(body).slice(0, 12).padStart(12, '2')
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

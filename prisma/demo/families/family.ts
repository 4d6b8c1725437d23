export interface Option {
  en: string
  zh: string
  /** factor on the base price */
  f?: number
}

export type Axis = { name: string; zh: string; unit?: string; options: readonly Option[] }

export interface Family {
  industry: number
  category: string
  en: string
  zh: string
  about: string
  aboutZh: string
  unit: string
  base: number
  brands: readonly string[]
  axes: readonly Axis[]
  /** prices are for this many units */
  priceBase?: number
  step?: number
}

export const plain = (values: readonly (string | number)[], f: (index: number) => number = () => 1): Option[] =>
  values.map((value, index) => ({ en: String(value), zh: String(value), f: f(index) }))
export const grow = (rate: number) => (index: number) => 1 + index * rate

export const threads: Axis = {
  name: 'Thread',
  zh: '螺纹',
  options: plain(['M3', 'M4', 'M5', 'M6', 'M8', 'M10', 'M12', 'M16', 'M20'], grow(0.55)),
}
export const lengths = (values: number[]): Axis => ({ name: 'Length', zh: '长度', unit: 'mm', options: plain(values, grow(0.12)) })
export const steel: Axis = {
  name: 'Material',
  zh: '材料',
  options: [
    { en: 'zinc-plated steel 8.8', zh: '镀锌钢8.8级', f: 1 },
    { en: 'stainless steel A2', zh: '不锈钢A2', f: 1.9 },
    { en: 'stainless steel A4', zh: '不锈钢A4', f: 2.6 },
    { en: 'brass', zh: '黄铜', f: 2.2 },
  ],
}

export const sizes: Axis = { name: 'Size', zh: '尺码', options: plain(['6', '7', '8', '9', '10', '11']) }
export const shoeSizes: Axis = { name: 'Size', zh: '尺码', options: plain([36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47]) }
export const colours: Axis = {
  name: 'Colour',
  zh: '颜色',
  options: [
    { en: 'black', zh: '黑色' },
    { en: 'blue', zh: '蓝色' },
    { en: 'red', zh: '红色' },
    { en: 'green', zh: '绿色' },
    { en: 'white', zh: '白色' },
    { en: 'yellow', zh: '黄色' },
  ],
}

export const brands = {
  fasteners: ['Tenax', 'Kordel', 'Novafix', 'Ferrum'],
  safety: ['Aegis', 'Solid Hand', 'Brann', 'Vireo'],
  office: ['Plumea', 'Orda', 'Foliant', 'Marq'],
  electrical: ['Voltan', 'Lumio', 'Kontakt', 'Ampere & Co'],
  lab: ['Clarion', 'Vitrum', 'Puris', 'Hygea'],
}

/** Twenty-five families in five industries; their variants are the demo's products. */

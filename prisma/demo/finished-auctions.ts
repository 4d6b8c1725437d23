import type { EventInput } from '@/lib/sourcing/events/schemas'

export interface FinishedAuction {
  daysAgo: number
  title: string
  item: string
  quantity: string
  /** of one unit: paid last, or the reference of a discount */
  lastPrice: string
  ceiling: string | null
  floor?: string
  /** null where a price clock ends it */
  minutes: number | null
  suppliers: string[]
  /** place in this list of the round before; its best three take part, from its best bid on */
  roundAfter?: number
  rules: Pick<EventInput, 'format' | 'visibility' | 'step' | 'interval' | 'discount' | 'training'> & Partial<Pick<EventInput, 'overtime'>>
}

const fasteners = ['ostrava-fasteners', 'rhein-schrauben', 'suzhou-precision', 'bergamo-utensili']
const protection = ['guardwell', 'nordic-workwear', 'atlas-protection', 'sentinel-ppe', 'qingdao-labour']
const lighting = ['volta-electric', 'shenzhen-luminary', 'brightwire', 'catalan-cable']
const office = ['papyrus-office', 'deskline', 'bureau-central', 'quill-and-byte']

const openRules = { step: { minimum: '0.5', unit: 'percent' }, overtime: { rank: 1, window: 120, extend: 120 } } as const

/** One of every format; a request for sealed offers with a final round; and one for practice. */
export const finishedAuctions: FinishedAuction[] = [
  {
    daysAgo: 120,
    title: 'Hex bolts, yearly demand',
    item: 'Hex bolt M8 × 40, zinc-plated steel 8.8',
    quantity: '40000',
    lastPrice: '0.126',
    ceiling: '5200.00',
    minutes: 30,
    suppliers: fasteners,
    rules: { format: 'english-reverse', ...openRules },
  },
  {
    daysAgo: 92,
    title: 'Work jackets, rank only',
    item: 'Softshell work jacket, size L',
    quantity: '420',
    lastPrice: '58',
    ceiling: '24500.00',
    minutes: 45,
    suppliers: protection,
    rules: { format: 'rank-reverse', visibility: 'rank', ...openRules },
  },
  {
    daysAgo: 75,
    title: 'Steel shelving, price list',
    item: 'Shelving bay, 2 m, galvanized',
    quantity: '160',
    lastPrice: '94.5',
    ceiling: null,
    minutes: 30,
    suppliers: office,
    rules: { format: 'index-reverse', discount: 'percent', visibility: 'rank', ...openRules, step: { minimum: '0.25', unit: 'absolute' } },
  },
  {
    daysAgo: 61,
    title: 'Safety shoes for three depots',
    item: 'Safety shoe S3, ankle',
    quantity: '600',
    lastPrice: '66',
    ceiling: '41000.00',
    minutes: 30,
    suppliers: protection,
    rules: { format: 'english-reverse', ...openRules },
  },
  {
    daysAgo: 54,
    title: 'Cable trunking, falling price',
    item: 'Cable trunking 60 × 40 mm, 2 m',
    quantity: '900',
    lastPrice: '11.2',
    ceiling: '10400.00',
    floor: '6000.00',
    minutes: null,
    suppliers: lighting,
    rules: { format: 'japanese-reverse', interval: 30, step: { minimum: '1', unit: 'percent' } },
  },
  {
    daysAgo: 47,
    title: 'Emergency lamps, first to accept',
    item: 'Emergency exit lamp, 3 h',
    quantity: '120',
    lastPrice: '43',
    ceiling: '5300.00',
    floor: '3200.00',
    minutes: null,
    suppliers: lighting,
    rules: { format: 'dutch-reverse', interval: 15, step: { minimum: '1', unit: 'percent' } },
  },
  {
    daysAgo: 40,
    title: 'Office chairs, sealed offers',
    item: 'Office chair, adjustable arms',
    quantity: '85',
    lastPrice: '212',
    ceiling: '18500.00',
    minutes: 24 * 60,
    suppliers: office,
    rules: { format: 'sealed-first', visibility: 'nothing' },
  },
  {
    daysAgo: 37,
    title: 'Office chairs, final round',
    item: 'Office chair, adjustable arms',
    quantity: '85',
    lastPrice: '212',
    ceiling: '18500.00',
    minutes: 30,
    suppliers: [],
    roundAfter: 6,
    rules: { format: 'english-reverse', ...openRules },
  },
  {
    daysAgo: 33,
    title: 'Signal lamps, sealed at the second-best price',
    item: 'Signal lamp LED, red',
    quantity: '250',
    lastPrice: '37',
    ceiling: '9600.00',
    minutes: 24 * 60,
    suppliers: lighting,
    rules: { format: 'sealed-second', visibility: 'nothing' },
  },
  {
    daysAgo: 26,
    title: 'Sale of used lathes',
    item: 'Lathe, 1.5 m bed, used',
    quantity: '2',
    lastPrice: '3900',
    ceiling: '7000.00',
    minutes: 60,
    suppliers: fasteners,
    rules: { format: 'english-forward', ...openRules, step: { minimum: '1', unit: 'percent' } },
  },
  {
    daysAgo: 20,
    title: 'Practice before the glove auction',
    item: 'Cut-resistant glove, level D',
    quantity: '1000',
    lastPrice: '9',
    ceiling: '9000.00',
    minutes: 15,
    suppliers: protection,
    rules: { format: 'english-reverse', ...openRules, training: true },
  },
  {
    daysAgo: 12,
    title: 'LED lamps, relighting of the workshops',
    item: 'LED lamp G13, 18 W, daylight',
    quantity: '3500',
    lastPrice: '5.5',
    ceiling: '19800.00',
    minutes: 30,
    suppliers: lighting,
    rules: { format: 'english-reverse', ...openRules },
  },
]

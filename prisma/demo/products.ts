import { Random } from '@/lib/platform/random'

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

interface Option {
  en: string
  zh: string
  /** factor on the base price */
  f?: number
}

type Axis = { name: string; zh: string; unit?: string; options: readonly Option[] }

interface Family {
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

const plain = (values: readonly (string | number)[], f: (index: number) => number = () => 1): Option[] =>
  values.map((value, index) => ({ en: String(value), zh: String(value), f: f(index) }))
const grow = (rate: number) => (index: number) => 1 + index * rate

const threads: Axis = { name: 'Thread', zh: '螺纹', options: plain(['M3', 'M4', 'M5', 'M6', 'M8', 'M10', 'M12', 'M16', 'M20'], grow(0.55)) }
const lengths = (values: number[]): Axis => ({ name: 'Length', zh: '长度', unit: 'mm', options: plain(values, grow(0.12)) })
const steel: Axis = {
  name: 'Material',
  zh: '材料',
  options: [
    { en: 'zinc-plated steel 8.8', zh: '镀锌钢8.8级', f: 1 },
    { en: 'stainless steel A2', zh: '不锈钢A2', f: 1.9 },
    { en: 'stainless steel A4', zh: '不锈钢A4', f: 2.6 },
    { en: 'brass', zh: '黄铜', f: 2.2 },
  ],
}

const sizes: Axis = { name: 'Size', zh: '尺码', options: plain(['6', '7', '8', '9', '10', '11']) }
const shoeSizes: Axis = { name: 'Size', zh: '尺码', options: plain([36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47]) }
const colours: Axis = {
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

const B = {
  fasteners: ['Tenax', 'Kordel', 'Novafix', 'Ferrum'],
  safety: ['Aegis', 'Solid Hand', 'Brann', 'Vireo'],
  office: ['Plumea', 'Orda', 'Foliant', 'Marq'],
  electrical: ['Voltan', 'Lumio', 'Kontakt', 'Ampere & Co'],
  lab: ['Clarion', 'Vitrum', 'Puris', 'Hygea'],
}

/** Twenty-five families in five industries; their variants are the demo's products. */
const families: readonly Family[] = [
  {
    industry: 0,
    category: '31161600',
    en: 'Hex bolt {Thread} × {Length}, {Material}',
    zh: '六角螺栓 {Thread}×{Length} {Material}',
    about: 'Full thread to ISO 4017.',
    aboutZh: '全螺纹，符合ISO 4017。',
    unit: 'C62',
    base: 6,
    priceBase: 100,
    step: 50,
    brands: B.fasteners,
    axes: [threads, lengths([16, 20, 25, 30, 40, 50, 60, 80]), steel],
  },
  {
    industry: 0,
    category: '31161500',
    en: 'Socket head screw {Thread} × {Length}, {Material}',
    zh: '内六角圆柱头螺钉 {Thread}×{Length} {Material}',
    about: 'Hexagon socket to ISO 4762.',
    aboutZh: '内六角，符合ISO 4762。',
    unit: 'C62',
    base: 7,
    priceBase: 100,
    step: 50,
    brands: B.fasteners,
    axes: [threads, lengths([10, 12, 16, 20, 25, 30, 40, 50]), steel],
  },
  {
    industry: 0,
    category: '31161700',
    en: 'Hex nut {Thread}, {Material}',
    zh: '六角螺母 {Thread} {Material}',
    about: 'To ISO 4032.',
    aboutZh: '符合ISO 4032。',
    unit: 'C62',
    base: 2,
    priceBase: 100,
    step: 100,
    brands: B.fasteners,
    axes: [
      threads,
      steel,
      {
        name: 'Type',
        zh: '类型',
        options: [
          { en: 'standard', zh: '标准' },
          { en: 'self-locking', zh: '自锁', f: 1.6 },
          { en: 'flanged', zh: '法兰', f: 1.4 },
        ],
      },
    ],
  },
  {
    industry: 0,
    category: '31161800',
    en: 'Washer {Thread}, {Type}, {Material}',
    zh: '{Type}垫圈 {Thread} {Material}',
    about: 'Stamped, deburred.',
    aboutZh: '冲压去毛刺。',
    unit: 'C62',
    base: 1,
    priceBase: 100,
    step: 100,
    brands: B.fasteners,
    axes: [
      threads,
      steel,
      {
        name: 'Type',
        zh: '类型',
        options: [
          { en: 'flat', zh: '平' },
          { en: 'spring', zh: '弹簧', f: 1.3 },
          { en: 'wide', zh: '加大', f: 1.5 },
        ],
      },
    ],
  },
  {
    industry: 0,
    category: '27112700',
    en: 'Twist drill {Diameter} mm, {Grade}',
    zh: '麻花钻 {Diameter} 毫米 {Grade}',
    about: 'Ground, 118° point.',
    aboutZh: '磨制，118°钻尖。',
    unit: 'C62',
    base: 1.8,
    brands: ['Spira', 'Bohrer & Fils', 'Tenax'],
    axes: [
      {
        name: 'Diameter',
        zh: '直径',
        unit: 'mm',
        options: plain(
          [
            '1.0',
            '1.5',
            '2.0',
            '2.5',
            '3.0',
            '3.3',
            '4.0',
            '4.2',
            '5.0',
            '5.5',
            '6.0',
            '6.8',
            '7.0',
            '8.0',
            '8.5',
            '10.0',
            '10.2',
            '12.0',
            '13.0',
            '14.0',
          ],
          grow(0.2),
        ),
      },
      {
        name: 'Grade',
        zh: '等级',
        options: [
          { en: 'HSS', zh: '高速钢' },
          { en: 'HSS-Co', zh: '含钴高速钢', f: 2 },
          { en: 'carbide', zh: '硬质合金', f: 6 },
        ],
      },
    ],
  },
  {
    industry: 0,
    category: '27111700',
    en: 'Combination wrench {Width} mm, {Finish}',
    zh: '两用扳手 {Width} 毫米 {Finish}',
    about: 'Drop-forged chrome vanadium steel.',
    aboutZh: '铬钒钢锻造。',
    unit: 'C62',
    base: 5,
    brands: ['Ferrum', 'Griffa', 'Manus'],
    axes: [
      {
        name: 'Width',
        zh: '开口',
        unit: 'mm',
        options: plain([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 24, 27, 30, 32], grow(0.15)),
      },
      {
        name: 'Finish',
        zh: '表面',
        options: [
          { en: 'chromed', zh: '镀铬' },
          { en: 'phosphated', zh: '磷化', f: 0.8 },
        ],
      },
    ],
  },
  {
    industry: 1,
    category: '46181500',
    en: 'Cut-resistant glove, level {Level}, size {Size}',
    zh: '防割手套 {Level}级 {Size}码',
    about: 'Seamless knit, PU palm. EN 388.',
    aboutZh: '无缝针织，PU掌面，EN 388。',
    unit: 'PR',
    base: 5.5,
    brands: B.safety,
    axes: [{ name: 'Level', zh: '等级', options: plain(['A', 'B', 'C', 'D', 'E', 'F'], grow(0.3)) }, sizes],
  },
  {
    industry: 1,
    category: '46181500',
    en: 'Nitrile disposable glove, {Colour}, size {Size}, box of 100',
    zh: '一次性丁腈手套 {Colour} {Size}码 100只装',
    about: 'Powder-free, food safe.',
    aboutZh: '无粉，食品级。',
    unit: 'XBX',
    base: 8.4,
    brands: B.safety,
    axes: [colours, sizes],
  },
  {
    industry: 1,
    category: '46181600',
    en: 'Safety shoe {Class}, {Cut}, size {Size}',
    zh: '安全鞋 {Class} {Cut} {Size}码',
    about: 'Composite cap, penetration resistant sole. EN ISO 20345.',
    aboutZh: '复合材料包头，防刺穿鞋底，EN ISO 20345。',
    unit: 'PR',
    base: 48,
    brands: B.safety,
    axes: [
      { name: 'Class', zh: '级别', options: plain(['S1P', 'S2', 'S3'], grow(0.2)) },
      {
        name: 'Cut',
        zh: '款式',
        options: [
          { en: 'low', zh: '低帮' },
          { en: 'ankle', zh: '高帮', f: 1.15 },
        ],
      },
      shoeSizes,
    ],
  },
  {
    industry: 1,
    category: '46181700',
    en: 'Safety helmet {Model}, {Colour}',
    zh: '安全帽 {Model} {Colour}',
    about: 'Six-point harness, ventilated. EN 397.',
    aboutZh: '六点式内衬，透气，EN 397。',
    unit: 'C62',
    base: 14,
    brands: B.safety,
    axes: [{ name: 'Model', zh: '型号', options: plain(['Classic', 'Vent', 'Short peak', 'Climber', 'Dielectric'], grow(0.35)) }, colours],
  },
  {
    industry: 1,
    category: '46181800',
    en: 'Safety spectacles {Lens} lens, {Frame} frame',
    zh: '防护眼镜 {Lens}镜片 {Frame}镜框',
    about: 'Scratch and fog resistant. EN 166.',
    aboutZh: '防刮防雾，EN 166。',
    unit: 'C62',
    base: 6.2,
    brands: B.safety,
    axes: [
      {
        name: 'Lens',
        zh: '镜片',
        options: [
          { en: 'clear', zh: '透明' },
          { en: 'grey', zh: '灰色', f: 1.1 },
          { en: 'yellow', zh: '黄色', f: 1.1 },
          { en: 'mirror', zh: '镀膜', f: 1.4 },
        ],
      },
      { name: 'Frame', zh: '镜框', options: [...colours.options] },
    ],
  },
  {
    industry: 1,
    category: '46182000',
    en: 'Respirator mask {Class}, {Valve}, pack of {Pack}',
    zh: '{Class}口罩 {Valve} {Pack}只装',
    about: 'Foldable, adjustable nose clip. EN 149.',
    aboutZh: '可折叠，可调鼻夹，EN 149。',
    unit: 'XPK',
    base: 12,
    brands: B.safety,
    axes: [
      { name: 'Class', zh: '级别', options: plain(['FFP1', 'FFP2', 'FFP3'], grow(0.7)) },
      {
        name: 'Valve',
        zh: '呼吸阀',
        options: [
          { en: 'without valve', zh: '无阀' },
          { en: 'with valve', zh: '带阀', f: 1.3 },
        ],
      },
      { name: 'Pack', zh: '包装', options: plain([10, 20, 30, 50], grow(0.9)) },
    ],
  },
  {
    industry: 2,
    category: '44121700',
    en: 'Ballpoint pen {Model}, {Colour}, {Width} mm',
    zh: '圆珠笔 {Model} {Colour} {Width}毫米',
    about: 'Document-proof ink.',
    aboutZh: '档案级油墨。',
    unit: 'C62',
    base: 0.6,
    step: 10,
    brands: B.office,
    axes: [
      { name: 'Model', zh: '型号', options: plain(['Stick', 'Click', 'Grip', 'Slim'], grow(0.5)) },
      colours,
      { name: 'Width', zh: '线宽', unit: 'mm', options: plain(['0.5', '0.7', '1.0']) },
    ],
  },
  {
    industry: 2,
    category: '44121700',
    en: 'Permanent marker {Tip} tip, {Colour}',
    zh: '油性记号笔 {Tip} {Colour}',
    about: 'Waterproof, refillable.',
    aboutZh: '防水，可补充墨水。',
    unit: 'C62',
    base: 1.2,
    step: 10,
    brands: B.office,
    axes: [
      {
        name: 'Tip',
        zh: '笔头',
        options: [
          { en: 'fine', zh: '细头' },
          { en: 'bullet', zh: '圆头' },
          { en: 'chisel', zh: '斜头', f: 1.1 },
          { en: 'jumbo', zh: '特粗', f: 2.4 },
        ],
      },
      colours,
    ],
  },
  {
    industry: 2,
    category: '44122000',
    en: 'Lever arch file {Spine} mm, {Colour}, {Format}',
    zh: '档案夹 {Spine}毫米 {Colour} {Format}',
    about: 'Recycled board, label window.',
    aboutZh: '再生纸板，带标签窗。',
    unit: 'C62',
    base: 2.3,
    brands: B.office,
    axes: [
      { name: 'Spine', zh: '背宽', unit: 'mm', options: plain([50, 75, 80], grow(0.1)) },
      colours,
      { name: 'Format', zh: '幅面', options: plain(['A4', 'A5', 'A3'], grow(0.2)) },
    ],
  },
  {
    industry: 2,
    category: '14111500',
    en: 'Copy paper {Format}, {Weight} g/m², {Colour}, ream of 500',
    zh: '复印纸 {Format} {Weight}克 {Colour} 500张',
    about: 'Chlorine-free, for laser and inkjet.',
    aboutZh: '无氯漂白，适用激光与喷墨。',
    unit: 'RM',
    base: 4.1,
    brands: B.office,
    axes: [
      { name: 'Format', zh: '幅面', options: plain(['A4', 'A3', 'A5'], (index) => [1, 2, 0.6][index] ?? 1) },
      { name: 'Weight', zh: '克重', unit: 'g/m²', options: plain([70, 80, 90, 100, 120], grow(0.18)) },
      colours,
    ],
  },
  {
    industry: 2,
    category: '43211700',
    en: '{Kind}, {Connection}, {Colour}',
    zh: '{Kind} {Connection} {Colour}',
    about: 'Works without a driver.',
    aboutZh: '免驱动。',
    unit: 'C62',
    base: 14,
    brands: ['Tacta', 'Klick', 'Orda'],
    axes: [
      {
        name: 'Kind',
        zh: '种类',
        options: [
          { en: 'Optical mouse', zh: '光电鼠标' },
          { en: 'Keyboard', zh: '键盘', f: 1.8 },
          { en: 'Numeric pad', zh: '数字键盘', f: 1.2 },
          { en: 'Presenter', zh: '演示器', f: 2 },
          { en: 'Headset', zh: '耳机', f: 2.8 },
          { en: 'Webcam', zh: '摄像头', f: 3.2 },
        ],
      },
      {
        name: 'Connection',
        zh: '连接',
        options: [
          { en: 'USB', zh: 'USB有线' },
          { en: 'wireless', zh: '无线', f: 1.4 },
          { en: 'Bluetooth', zh: '蓝牙', f: 1.6 },
        ],
      },
      colours,
    ],
  },
  {
    industry: 3,
    category: '39121600',
    en: 'Circuit breaker {Poles}, {Curve}{Current} A',
    zh: '断路器 {Poles} {Curve}{Current}安',
    about: '6 kA, DIN rail. IEC 60898.',
    aboutZh: '6 kA，导轨安装，IEC 60898。',
    unit: 'C62',
    base: 5.2,
    brands: B.electrical,
    axes: [
      { name: 'Poles', zh: '极数', options: plain(['1P', '2P', '3P', '4P'], grow(1)) },
      { name: 'Curve', zh: '曲线', options: plain(['B', 'C', 'D'], grow(0.1)) },
      { name: 'Current', zh: '电流', unit: 'A', options: plain([6, 10, 13, 16, 20, 25, 32, 40, 50, 63], grow(0.06)) },
    ],
  },
  {
    industry: 3,
    category: '26121600',
    en: 'Installation cable {Cores} × {Section} mm², {Length} m',
    zh: '布线电缆 {Cores}×{Section}平方毫米 {Length}米',
    about: 'PVC, 300/500 V.',
    aboutZh: 'PVC护套，300/500 V。',
    unit: 'XRO',
    base: 28,
    brands: B.electrical,
    axes: [
      { name: 'Cores', zh: '芯数', options: plain([2, 3, 4, 5, 7], grow(0.35)) },
      { name: 'Section', zh: '截面', unit: 'mm²', options: plain(['0.75', '1.0', '1.5', '2.5', '4.0', '6.0'], grow(0.5)) },
      { name: 'Length', zh: '长度', unit: 'm', options: plain([25, 50, 100, 500], (index) => [1, 1.9, 3.6, 17][index] ?? 1) },
    ],
  },
  {
    industry: 3,
    category: '39101600',
    en: 'LED lamp {Base}, {Power} W, {Light}',
    zh: 'LED灯 {Base} {Power}瓦 {Light}',
    about: '15,000 hours, no flicker.',
    aboutZh: '15000小时，无频闪。',
    unit: 'C62',
    base: 2.4,
    brands: B.electrical,
    axes: [
      { name: 'Base', zh: '灯头', options: plain(['E27', 'E14', 'GU10', 'G13', 'B22']) },
      { name: 'Power', zh: '功率', unit: 'W', options: plain([3, 5, 7, 9, 12, 15, 18], grow(0.22)) },
      {
        name: 'Light',
        zh: '光色',
        options: [
          { en: 'warm white', zh: '暖白' },
          { en: 'neutral white', zh: '中性白' },
          { en: 'daylight', zh: '日光' },
        ],
      },
    ],
  },
  {
    industry: 3,
    category: '39121400',
    en: 'Terminal block {Section} mm², {Ways} ways, {Colour}',
    zh: '接线端子 {Section}平方毫米 {Ways}位 {Colour}',
    about: 'Push-in, DIN rail TS 35.',
    aboutZh: '直插式，TS 35导轨。',
    unit: 'C62',
    base: 0.9,
    step: 10,
    brands: B.electrical,
    axes: [
      { name: 'Section', zh: '截面', unit: 'mm²', options: plain(['1.5', '2.5', '4', '6', '10', '16'], grow(0.5)) },
      { name: 'Ways', zh: '位数', options: plain([2, 3, 4], grow(0.4)) },
      colours,
    ],
  },
  {
    industry: 4,
    category: '47131800',
    en: '{Kind} {Scent}, {Volume} l',
    zh: '{Kind} {Scent} {Volume}升',
    about: 'Concentrate, biodegradable.',
    aboutZh: '浓缩，可生物降解。',
    unit: 'XBO',
    base: 4.6,
    brands: B.lab,
    axes: [
      {
        name: 'Kind',
        zh: '种类',
        options: [
          { en: 'Floor cleaner', zh: '地面清洁剂' },
          { en: 'Degreaser', zh: '去油剂', f: 1.5 },
          { en: 'Glass cleaner', zh: '玻璃清洁剂', f: 0.9 },
          { en: 'Disinfectant', zh: '消毒剂', f: 1.8 },
          { en: 'Hand soap', zh: '洗手液' },
        ],
      },
      {
        name: 'Scent',
        zh: '香型',
        options: [
          { en: 'neutral', zh: '无香' },
          { en: 'citrus', zh: '柑橘' },
          { en: 'pine', zh: '松木' },
        ],
      },
      { name: 'Volume', zh: '容量', unit: 'l', options: plain(['0.5', '1', '2', '5', '10'], (index) => [0.6, 1, 1.8, 4, 7.4][index] ?? 1) },
    ],
  },
  {
    industry: 4,
    category: '47131500',
    en: 'Cleaning wipe {Material}, {Colour}, pack of {Pack}',
    zh: '擦拭布 {Material} {Colour} {Pack}片装',
    about: 'Lint-free, washable.',
    aboutZh: '无绒，可洗。',
    unit: 'XPK',
    base: 5.4,
    brands: B.lab,
    axes: [
      {
        name: 'Material',
        zh: '材料',
        options: [
          { en: 'microfibre', zh: '超细纤维', f: 1.4 },
          { en: 'cellulose', zh: '纤维素' },
          { en: 'cleanroom polyester', zh: '洁净室聚酯', f: 3 },
        ],
      },
      colours,
      { name: 'Pack', zh: '包装', options: plain([10, 25, 50, 100, 200], grow(0.8)) },
    ],
  },
  {
    industry: 4,
    category: '41121800',
    en: '{Kind}, {Volume} ml, {Glass}',
    zh: '{Kind} {Volume}毫升 {Glass}',
    about: 'Graduated, autoclavable.',
    aboutZh: '带刻度，可高压灭菌。',
    unit: 'C62',
    base: 3.9,
    brands: B.lab,
    axes: [
      {
        name: 'Kind',
        zh: '种类',
        options: [
          { en: 'Beaker', zh: '烧杯' },
          { en: 'Erlenmeyer flask', zh: '锥形瓶', f: 1.2 },
          { en: 'Measuring cylinder', zh: '量筒', f: 1.5 },
          { en: 'Volumetric flask', zh: '容量瓶', f: 2 },
          { en: 'Laboratory bottle', zh: '试剂瓶', f: 1.4 },
        ],
      },
      { name: 'Volume', zh: '容量', unit: 'ml', options: plain([10, 25, 50, 100, 250, 500, 1000, 2000], grow(0.35)) },
      {
        name: 'Glass',
        zh: '材质',
        options: [
          { en: 'borosilicate glass 3.3', zh: '硼硅玻璃3.3' },
          { en: 'polypropylene', zh: '聚丙烯', f: 0.7 },
          { en: 'amber glass', zh: '棕色玻璃', f: 1.2 },
        ],
      },
    ],
  },
  {
    industry: 4,
    category: '41122400',
    en: '{Kind} {Volume}, {Pack}',
    zh: '{Kind} {Volume} {Pack}',
    about: 'DNase and RNase free.',
    aboutZh: '无DNA酶和RNA酶。',
    unit: 'XPK',
    base: 11,
    brands: B.lab,
    axes: [
      {
        name: 'Kind',
        zh: '种类',
        options: [
          { en: 'Pipette tips', zh: '移液枪头' },
          { en: 'Filter tips', zh: '滤芯枪头', f: 2.1 },
          { en: 'Centrifuge tubes', zh: '离心管', f: 1.3 },
          { en: 'Cryo vials', zh: '冻存管', f: 2.6 },
          { en: 'Syringe filters', zh: '针头过滤器', f: 3.4 },
        ],
      },
      { name: 'Volume', zh: '规格', options: plain(['10 µl', '20 µl', '100 µl', '200 µl', '1 ml', '1.5 ml', '15 ml', '50 ml'], grow(0.1)) },
      {
        name: 'Pack',
        zh: '包装',
        options: [
          { en: 'bag of 500', zh: '500个袋装' },
          { en: 'rack of 96', zh: '96个盒装', f: 0.6 },
          { en: 'sterile, rack of 96', zh: '96个灭菌盒装', f: 0.9 },
        ],
      },
    ],
  },
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

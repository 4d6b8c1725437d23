import { Readable } from 'node:stream'
import type { z } from 'zod'
import { saveConfiguration } from '@/lib/catalog/configuration/commands/save-configuration'
import { saveConfigurator } from '@/lib/catalog/configuration/commands/save-configurator'
import { type ConfigurationModel, configurationModel } from '@/lib/catalog/configuration/schemas'
import { editOffers } from '@/lib/catalog/offers/commands/edit-offers'
import { createCatalog, publishCatalog } from '@/lib/catalog/offers/commands/manage-catalog'
import { addProductFile } from '@/lib/catalog/offers/commands/save-product-file'
import { storePicture } from '@/lib/catalog/offers/product-files'
import type { editOffersInput } from '@/lib/catalog/offers/schemas'
import { indexCatalog } from '@/lib/discovery/search/jobs'
import { actorFor } from '@/lib/parties/identity/actor'
import { prisma } from '@/lib/platform/db/client'

const DAY = 86_400_000

type Offer = NonNullable<z.input<typeof editOffersInput>['offers']>[number]
type Option = [id: string, en: string, zh: string, price?: string, more?: { part?: string; leadTimeDays?: number }]

const group = (id: string, en: string, zh: string, options: Option[], count: { minimum?: number; maximum?: number } = {}) => ({
  id,
  name: { en, zh },
  ...count,
  options: options.map(([optionId, optionEn, optionZh, price = '0', more = {}]) => ({
    id: optionId,
    name: { en: optionEn, zh: optionZh },
    price,
    part: optionId.toUpperCase().replace(/^[A-Z]+_/, ''),
    ...more,
  })),
})

/** A workstation from parts: options with rules between them. */
const workstation = configurationModel.parse({
  groups: [
    group('case', 'Case', '机箱', [
      ['case_t', 'Tower', '塔式'],
      ['case_r', 'Rack, 4 U', '4U 机架式', '140'],
    ]),
    group('cpu', 'Processor', '处理器', [
      ['cpu_8', '8 cores, 4.2 GHz', '8 核 4.2 GHz'],
      ['cpu_16', '16 cores, 4.0 GHz', '16 核 4.0 GHz', '385'],
      ['cpu_32', '32 cores, 3.6 GHz', '32 核 3.6 GHz', '1240', { leadTimeDays: 5 }],
    ]),
    group('memory', 'Memory', '内存', [
      ['mem_32', '32 GB', '32 GB'],
      ['mem_64', '64 GB', '64 GB', '145'],
      ['mem_128', '128 GB ECC', '128 GB ECC', '410'],
      ['mem_256', '256 GB ECC', '256 GB ECC', '980', { leadTimeDays: 7 }],
    ]),
    group('graphics', 'Graphics', '显卡', [
      ['gpu_0', 'On the processor', '集成显卡'],
      ['gpu_12', '12 GB', '12 GB', '490'],
      ['gpu_24', '24 GB', '24 GB', '1380'],
      ['gpu_48', '2 × 24 GB', '2 × 24 GB', '2690', { leadTimeDays: 10 }],
    ]),
    group('power', 'Power supply', '电源', [
      ['psu_5', '500 W', '500 瓦'],
      ['psu_8', '850 W', '850 瓦', '60'],
      ['psu_12', '1,200 W', '1200 瓦', '155'],
    ]),
    group(
      'extras',
      'Extras',
      '附加选件',
      [
        ['x_kvm', 'Keyboard and mouse', '键盘和鼠标', '45'],
        ['x_screen', 'Screen, 27 inches', '27 英寸显示器', '265'],
        ['x_rails', 'Rack rails', '机架导轨', '68'],
        ['x_wifi', 'Wireless network', '无线网卡', '32'],
      ],
      { minimum: 0, maximum: 4 },
    ),
  ],
  numbers: [
    {
      id: 'years',
      name: { en: 'Service on site', zh: '上门服务' },
      unit: 'years',
      minimum: '1',
      maximum: '5',
      step: '1',
      initial: '3',
    },
  ],
  rules: [
    {
      kind: 'requires',
      if: ['mem_256'],
      oneOf: ['cpu_32'],
      text: { en: '256 GB need the memory channels of the 32 cores', zh: '256 GB 需要 32 核处理器的内存通道' },
    },
    { kind: 'excludes', if: ['cpu_8'], not: ['mem_128'] },
    {
      kind: 'requires',
      if: ['gpu_24'],
      oneOf: ['psu_8', 'psu_12'],
      text: { en: 'This card draws more than 500 W can give', zh: '此显卡功耗超过 500 瓦电源的能力' },
    },
    { kind: 'requires', if: ['gpu_48'], oneOf: ['psu_12'], text: { en: 'Two cards need 1,200 W', zh: '双显卡需要 1200 瓦电源' } },
    { kind: 'excludes', if: ['cpu_32'], not: ['gpu_0'] },
    { kind: 'requires', if: ['x_rails'], oneOf: ['case_r'] },
    { kind: 'excludes', if: ['case_r'], not: ['x_wifi'], text: { en: 'No antenna outside of a rack', zh: '机架式无法外接天线' } },
  ],
  prices: [
    {
      kind: 'table',
      name: { en: 'Service on site', zh: '上门服务' },
      rows: { by: 'number', id: 'years', upTo: ['1', '3', '5'] },
      columns: { by: 'group', id: 'case', options: ['case_t', 'case_r'] },
      cells: [
        ['0', '0'],
        ['89', '119'],
        ['179', '249'],
      ],
    },
  ],
  partNumber: 'WS-{case}-{cpu}-{memory}-{graphics}-{years}Y',
})

/** A conveyor by the metre: numbers within limits, a price by formula and one by table. */
const conveyor = configurationModel.parse({
  groups: [
    group('belt', 'Belt', '输送带', [
      ['belt_pvc', 'PVC, smooth', 'PVC 平面'],
      ['belt_pu', 'PU, for food', 'PU 食品级'],
      ['belt_grip', 'Rubber, for slopes', '橡胶防滑'],
    ]),
    group('drive', 'Drive', '驱动', [
      ['drive_f', 'Fixed speed', '定速'],
      ['drive_v', 'Variable speed', '变速', '240', { leadTimeDays: 4 }],
    ]),
    group(
      'extras',
      'Extras',
      '附加选件',
      [
        ['x_guide', 'Side guides', '侧导向'],
        ['x_stop', 'Emergency stop', '急停开关', '78'],
        ['x_sensor', 'Light barrier', '光电传感器', '64'],
        ['x_castors', 'Castors with brakes', '带刹车脚轮', '96'],
      ],
      { minimum: 0, maximum: 4 },
    ),
  ],
  numbers: [
    { id: 'metres', name: { en: 'Length', zh: '长度' }, unit: 'm', minimum: '1', maximum: '24', step: '0.1', initial: '3' },
    { id: 'width', name: { en: 'Width', zh: '宽度' }, unit: 'mm', minimum: '200', maximum: '1000', step: '50', initial: '400' },
    { id: 'slope', name: { en: 'Slope', zh: '坡度' }, unit: '°', minimum: '0', maximum: '30', step: '1', initial: '0' },
    { id: 'load', name: { en: 'Load per metre', zh: '每米负载' }, unit: 'kg', minimum: '5', maximum: '80', step: '5', initial: '20' },
  ],
  rules: [
    {
      kind: 'limits',
      if: ['belt_pvc'],
      number: 'slope',
      maximum: '12',
      text: { en: 'Smooth belts slip beyond 12°', zh: '坡度超过 12° 时平面带会打滑' },
    },
    { kind: 'limits', if: ['belt_pu'], number: 'slope', maximum: '18' },
    { kind: 'limits', if: ['x_castors'], number: 'metres', maximum: '6', text: { en: 'On castors 6 m at most', zh: '带脚轮时最长 6 米' } },
    { kind: 'requires', if: ['belt_grip'], oneOf: ['drive_v'] },
    { kind: 'excludes', if: ['belt_pu'], not: ['x_castors'] },
  ],
  prices: [
    {
      kind: 'table',
      name: { en: 'Frame by length and width', zh: '机架（按长度与宽度）' },
      rows: { by: 'number', id: 'metres', upTo: ['2', '6', '12', '24'] },
      columns: { by: 'number', id: 'width', upTo: ['400', '700', '1000'] },
      cells: [
        ['0', '120', '260'],
        ['140', '310', '520'],
        ['390', '680', '990'],
        ['840', '1320', '1890'],
      ],
    },
    {
      kind: 'formula',
      name: { en: 'Belt and rollers by the metre', zh: '皮带与托辊（按米）' },
      formula: 'metres * (48 + width * 0.062 + belt_pu * 31 + belt_grip * 44)',
    },
    {
      kind: 'formula',
      name: { en: 'Motor by load and slope', zh: '电机（按负载与坡度）' },
      formula: 'ceil(max(0.18, metres * load * (0.02 + slope / 90) * 0.0098 * 1.4) / 0.37) * 185',
    },
    { kind: 'formula', name: { en: 'Side guides', zh: '侧导向' }, formula: 'x_guide * metres * 17.50' },
  ],
  partNumber: 'BC-{belt}-{metres}M-{width}-{drive}',
})

/** A cable assembly: two ends that go together, a length, a price by table. */
const cable = configurationModel.parse({
  groups: [
    group('cable', 'Cable', '电缆', [
      ['c_flex', 'Flexible, PUR', '柔性 PUR'],
      ['c_trail', 'For drag chains', '拖链电缆', '0', { leadTimeDays: 2 }],
      ['c_screen', 'Screened', '屏蔽电缆'],
    ]),
    group('end_a', 'First end', 'A 端', [
      ['a_m12', 'M12, 5 pins', 'M12 5 针'],
      ['a_m23', 'M23, 12 pins', 'M23 12 针', '14.60'],
      ['a_rj', 'RJ45', 'RJ45', '3.20'],
    ]),
    group('end_b', 'Second end', 'B 端', [
      ['b_m12', 'M12, 5 pins', 'M12 5 针'],
      ['b_m23', 'M23, 12 pins', 'M23 12 针', '14.60'],
      ['b_rj', 'RJ45', 'RJ45', '3.20'],
      ['b_open', 'Open wires', '散线', '-1.10'],
    ]),
    group(
      'label',
      'Label',
      '标签',
      [
        ['l_print', 'Printed sleeve', '打印套管', '0.85'],
        ['l_test', 'Test record', '测试报告', '4.50'],
      ],
      { minimum: 0, maximum: 2 },
    ),
  ],
  numbers: [{ id: 'metres', name: { en: 'Length', zh: '长度' }, unit: 'm', minimum: '0.3', maximum: '50', step: '0.1', initial: '2' }],
  rules: [
    { kind: 'requires', if: ['a_rj'], oneOf: ['b_rj', 'b_m12', 'b_open'] },
    { kind: 'requires', if: ['a_rj'], oneOf: ['c_screen'], text: { en: 'Data lines are screened', zh: '数据线须屏蔽' } },
    { kind: 'requires', if: ['b_rj'], oneOf: ['a_rj', 'a_m12'] },
    { kind: 'excludes', if: ['a_m23'], not: ['b_m12'] },
    { kind: 'limits', if: ['a_rj'], number: 'metres', minimum: null, maximum: '40' },
  ],
  prices: [
    {
      kind: 'table',
      name: { en: 'Assembly', zh: '装配' },
      rows: { by: 'group', id: 'end_a', options: ['a_m12', 'a_m23', 'a_rj'] },
      columns: { by: 'group', id: 'end_b', options: ['b_m12', 'b_m23', 'b_rj', 'b_open'] },
      cells: [
        ['2.10', '3.40', '2.60', '1.20'],
        ['3.40', '4.80', '4.10', '2.20'],
        ['2.60', '4.10', '2.90', '1.50'],
      ],
    },
    {
      kind: 'formula',
      name: { en: 'Cable by the metre', zh: '电缆（按米）' },
      formula: 'metres * (c_flex * 1.24 + c_trail * 1.98 + c_screen * 1.62)',
    },
  ],
  partNumber: 'CA-{cable}-{end_a}-{end_b}-{metres}',
})

const screen = '<rect x="150" y="50" width="130" height="84" rx="4"/><path d="M200 134v22M180 156h70"/>'
/** Pictures as a technical catalog draws them; the model says which one a configuration shows. */
const pictures: Record<string, [name: string, drawing: string, option: string | null][]> = {
  'WS-1': [
    ['tower.svg', '<rect x="60" y="40" width="70" height="130" rx="5"/><path d="M72 60h46M72 74h46M95 150v.1"/>', null],
    [
      'rack.svg',
      '<rect x="40" y="70" width="240" height="70" rx="4"/><path d="M54 70v70M266 70v70M74 90h90M74 104h90M74 118h90M220 104h30"/>',
      'case_r',
    ],
    [
      'tower-with-screen.svg',
      `<rect x="60" y="40" width="70" height="130" rx="5"/><path d="M72 60h46M72 74h46M95 150v.1"/>${screen}`,
      'x_screen',
    ],
  ],
  'BC-1': [
    ['conveyor.svg', '<rect x="30" y="80" width="260" height="26" rx="13"/><path d="M70 106v60M250 106v60M60 166h20M240 166h20"/>', null],
    [
      'conveyor-on-castors.svg',
      '<rect x="30" y="80" width="260" height="26" rx="13"/><path d="M70 106v44M250 106v44"/><circle cx="70" cy="160" r="10"/><circle cx="250" cy="160" r="10"/>',
      'x_castors',
    ],
  ],
  'CA-1': [
    ['cable.svg', '<path d="M40 110h30v-16h34v32H70M104 110c60-60 60 60 112 0M216 94h34v32h-34zM250 110h30"/>', null],
    ['cable-open.svg', '<path d="M40 110h30v-16h34v32H70M104 110c60-60 60 60 112 0M216 110l44-22M216 110l50-4M216 110l48 18"/>', 'b_open'],
  ],
}

const svg = (drawing: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="440" viewBox="0 0 320 220"><rect width="320" height="220" fill="#fff"/><g fill="none" stroke="#364fc7" stroke-width="4" stroke-linejoin="round" stroke-linecap="round">${drawing}</g></svg>`

const made: { email: string; offer: Offer; model: ConfigurationModel }[] = [
  {
    email: 'sales@deskline.example',
    model: workstation,
    offer: {
      part: 'WS-1',
      name: { en: 'Workstation, built to order', zh: '定制工作站' },
      description: {
        en: 'From tested parts: case, processor, memory, graphics and power as you need them, three years of service.',
        zh: '由测试部件组装：机箱、处理器、内存、显卡与电源按需选择，含三年服务。',
      },
      brand: 'Deskline',
      makerPart: 'WS-1',
      category: '43211500',
      unit: 'C62',
      currency: 'EUR',
      breaks: [
        { from: '1', price: '890' },
        { from: '10', price: '845' },
      ],
      leadTimeDays: 6,
    },
  },
  {
    email: 'petra@ostrava-fasteners.example',
    model: conveyor,
    offer: {
      part: 'BC-1',
      name: { en: 'Belt conveyor by the metre', zh: '按米定制皮带输送机' },
      description: {
        en: 'Aluminium profile, screwed throughout. Length, width, slope and load as your line needs them.',
        zh: '铝型材，全螺栓连接。长度、宽度、坡度与负载按产线需要定制。',
      },
      brand: 'Ostrava',
      makerPart: 'BC-1',
      category: '24101700',
      unit: 'C62',
      currency: 'EUR',
      breaks: [{ from: '1', price: '620' }],
      leadTimeDays: 15,
    },
  },
  {
    email: 'sales@catalan-cable.example',
    model: cable,
    offer: {
      part: 'CA-1',
      name: { en: 'Cable assembly, cut and fitted', zh: '定制电缆组件' },
      description: { en: 'Any length from 0.3 to 50 m, both ends fitted and tested.', zh: '0.3 至 50 米任意长度，两端装配并测试。' },
      brand: 'Catalan',
      makerPart: 'CA-1',
      category: '26121600',
      unit: 'C62',
      currency: 'EUR',
      breaks: [
        { from: '1', price: '6.20' },
        { from: '50', price: '5.40' },
      ],
      leadTimeDays: 8,
    },
  },
]

/** What is made to order: a workstation from parts, a conveyor by the metre, a cable assembly; and one that a buyer saved. */
export async function loadDemoConfigurators(networkId: string, now: Date): Promise<void> {
  for (const { email, offer, model } of made) {
    const actor = await actorFor(email)
    if (!actor) continue
    const as = { actor, now }
    const { id: catalogId } = await createCatalog(as, { name: 'Made to order' })
    const publications = [{ networkId, startsAt: new Date(now.getTime() - DAY).toISOString() }]
    await publishCatalog(as, { catalogId, publications })
    await editOffers(as, { catalogId, offers: [offer] })
    const row = await prisma().offer.findFirstOrThrow({ where: { catalogId }, select: { id: true, productId: true } })
    const shown = structuredClone(model)
    for (const [name, drawing, option] of pictures[offer.part] ?? []) {
      const stored = await storePicture(Readable.from([Buffer.from(svg(drawing))]))
      const { fileId } = await addProductFile(as, { productId: row.productId, kind: 'picture', name, stored })
      for (const each of shown.groups.flatMap(({ options }) => options)) if (each.id === option) each.pictureFileId = fileId
    }
    await saveConfigurator(as, { offerId: row.id, model: shown })
    await indexCatalog(catalogId, null)
  }
  await saveForNorthwind(now)
}

async function saveForNorthwind(now: Date): Promise<void> {
  const actor = await actorFor('lin@northwind-rail.example')
  const offer = await prisma().offer.findFirst({ where: { supplierPartNumber: 'CA-1' }, select: { id: true } })
  if (!actor || !offer) return
  const choices = { options: ['c_trail', 'a_m12', 'b_open', 'l_print'], numbers: { metres: '7.5' } }
  await saveConfiguration({ actor, now }, { offerId: offer.id, choices, name: 'Door sensor, 7.5 m' })
}

import { brands, colours, type Family, grow, plain } from './family'

export const cleaningAndLaboratoryFamilies: readonly Family[] = [
  {
    industry: 4,
    category: '47131800',
    en: '{Kind} {Scent}, {Volume} l',
    zh: '{Kind} {Scent} {Volume}升',
    about: 'Concentrate, biodegradable.',
    aboutZh: '浓缩，可生物降解。',
    unit: 'XBO',
    base: 4.6,
    brands: brands.lab,
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
    brands: brands.lab,
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
    brands: brands.lab,
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
    brands: brands.lab,
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

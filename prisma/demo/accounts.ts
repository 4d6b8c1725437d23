import type { Role } from '@/lib/parties/identity/model'

export const DEMO_PASSWORD = 'stoa-demo-pass'

export interface DemoAccount {
  email: string
  name: string
  /** what the account shows, for the sign-in page and the terminal */
  title: string
  titleZh: string
}

/** The accounts that the sign-in page lists in demo mode. */
export const demoAccounts: DemoAccount[] = [
  { email: 'lin@northwind-rail.example', name: 'Lin Wei', title: 'Buyer: purchaser at Northwind Rail', titleZh: '采购方：北风铁路采购员' },
  {
    email: 'amara@northwind-rail.example',
    name: 'Amara Okafor',
    title: 'Buyer: administrator at Northwind Rail',
    titleZh: '采购方：北风铁路管理员',
  },
  {
    email: 'tomas@northwind-rail.example',
    name: 'Tomáš Novák',
    title: 'Buyer: requester at Northwind Rail',
    titleZh: '采购方：北风铁路申请人',
  },
  {
    email: 'jonas@northwind-rail.example',
    name: 'Jonas Weber',
    title: 'Buyer: sees only Northwind’s own catalogs',
    titleZh: '采购方：只看北风铁路自有目录',
  },
  {
    email: 'petra@ostrava-fasteners.example',
    name: 'Petra Malá',
    title: 'Supplier: Ostrava Fasteners',
    titleZh: '供应商：奥斯特拉发紧固件',
  },
  { email: 'chen@suzhou-precision.example', name: '陈晓', title: 'Supplier: Suzhou Precision Parts', titleZh: '供应商：苏州精密零件' },
  {
    email: 'hub@meridian-network.example',
    name: 'Ingrid Sørensen',
    title: 'Operator of the Meridian network',
    titleZh: '运营方：子午线网络',
  },
]

export interface DemoOrganization {
  slug: string
  name: string
  kind: 'buyer' | 'supplier' | 'operator'
  country: string
  currency: string
  city: string
  /** industries that a supplier sells to, or a buyer buys from */
  industries: number[]
  users: { email: string; name: string; roles: Role[]; locale?: 'zh' }[]
}

const SUPPLIER_ROLES: Role[] = ['catalog_manager', 'sales', 'supplier_admin']

const buyers: [string, string, string, string, string][] = [
  ['northwind-rail', 'Northwind Rail', 'DE', 'EUR', 'Leipzig'],
  ['harbour-foods', 'Harbour Foods', 'NL', 'EUR', 'Rotterdam'],
  ['silk-road-motors', 'Silk Road Motors', 'CN', 'CNY', 'Hangzhou'],
  ['castell-hospitals', 'Castell Hospitals', 'ES', 'EUR', 'Girona'],
  ['blue-ridge-energy', 'Blue Ridge Energy', 'US', 'USD', 'Asheville'],
  ['kestrel-labs', 'Kestrel Laboratories', 'GB', 'GBP', 'Leeds'],
]

const suppliers: [string, string, string, string, string, number[]][] = [
  ['ostrava-fasteners', 'Ostrava Fasteners', 'CZ', 'EUR', 'Ostrava', [0]],
  ['suzhou-precision', 'Suzhou Precision Parts', 'CN', 'CNY', 'Suzhou', [0, 3]],
  ['rhein-schrauben', 'Rhein Schraubenwerk', 'DE', 'EUR', 'Duisburg', [0]],
  ['lakeside-hardware', 'Lakeside Hardware', 'US', 'USD', 'Milwaukee', [0, 1]],
  ['bergamo-utensili', 'Bergamo Utensili', 'IT', 'EUR', 'Bergamo', [0, 1]],
  ['guardwell', 'Guardwell Safety', 'DE', 'EUR', 'Kassel', [1]],
  ['sentinel-ppe', 'Sentinel PPE', 'GB', 'GBP', 'Sheffield', [1]],
  ['nordic-workwear', 'Nordic Workwear', 'SE', 'EUR', 'Borås', [1]],
  ['qingdao-labour', 'Qingdao Labour Protection', 'CN', 'CNY', 'Qingdao', [1]],
  ['atlas-protection', 'Atlas Protection', 'FR', 'EUR', 'Lyon', [1]],
  ['papyrus-office', 'Papyrus Office', 'NL', 'EUR', 'Utrecht', [2]],
  ['deskline', 'Deskline Supplies', 'DE', 'EUR', 'Hamburg', [2]],
  ['ningbo-stationery', 'Ningbo Stationery', 'CN', 'CNY', 'Ningbo', [2]],
  ['quill-and-byte', 'Quill and Byte', 'US', 'USD', 'Austin', [2]],
  ['bureau-central', 'Bureau Central', 'FR', 'EUR', 'Lille', [2]],
  ['volta-electric', 'Volta Electric', 'DE', 'EUR', 'Nürnberg', [3]],
  ['brightwire', 'Brightwire', 'GB', 'GBP', 'Bristol', [3]],
  ['shenzhen-luminary', 'Shenzhen Luminary', 'CN', 'CNY', 'Shenzhen', [3]],
  ['catalan-cable', 'Catalan Cable', 'ES', 'EUR', 'Sabadell', [3]],
  ['ohm-and-sons', 'Ohm and Sons', 'US', 'USD', 'Cleveland', [3]],
  ['clearwater-hygiene', 'Clearwater Hygiene', 'NL', 'EUR', 'Zwolle', [4]],
  ['labora', 'Labora Instruments', 'DE', 'EUR', 'Göttingen', [4]],
  ['pureline', 'Pureline Laboratory', 'GB', 'GBP', 'Cambridge', [4]],
  ['hangzhou-cleanroom', 'Hangzhou Cleanroom', 'CN', 'CNY', 'Hangzhou', [4]],
]

/** A hub, six buyers, twenty-four suppliers. */
export const demoOrganizations: DemoOrganization[] = [
  {
    slug: 'meridian-network',
    name: 'Meridian Network',
    kind: 'operator',
    country: 'DE',
    currency: 'EUR',
    city: 'Frankfurt',
    industries: [],
    users: [{ email: 'hub@meridian-network.example', name: 'Ingrid Sørensen', roles: ['network_operator'] }],
  },
  ...buyers.map(
    ([slug, name, country, currency, city]): DemoOrganization => ({
      slug,
      name,
      kind: 'buyer',
      country,
      currency,
      city,
      industries: [0, 1, 2, 3, 4],
      users:
        slug === 'northwind-rail'
          ? [
              { email: 'lin@northwind-rail.example', name: 'Lin Wei', roles: ['purchaser'] },
              { email: 'amara@northwind-rail.example', name: 'Amara Okafor', roles: ['buyer_admin', 'approver'] },
              { email: 'tomas@northwind-rail.example', name: 'Tomáš Novák', roles: ['requester'] },
              { email: 'jonas@northwind-rail.example', name: 'Jonas Weber', roles: ['requester'] },
            ]
          : [
              {
                email: `buyer@${slug}.example`,
                name: `${name} purchasing`,
                roles: ['purchaser', 'buyer_admin'],
                ...(country === 'CN' && { locale: 'zh' as const }),
              },
            ],
    }),
  ),
  ...suppliers.map(([slug, name, country, currency, city, industries]): DemoOrganization => {
    const named = demoAccounts.find((account) => account.email.endsWith(`@${slug}.example`))
    return {
      slug,
      name,
      kind: 'supplier',
      country,
      currency,
      city,
      industries,
      users: [
        {
          email: named?.email ?? `sales@${slug}.example`,
          name: named?.name ?? `${name} sales`,
          roles: SUPPLIER_ROLES,
          ...(country === 'CN' && { locale: 'zh' as const }),
        },
      ],
    }
  }),
]

import type { z } from 'zod'
import { actorFor } from '@/lib/parties/identity/actor'
import { createApiToken } from '@/lib/parties/identity/commands/manage-api-tokens'
import { hashPassword } from '@/lib/parties/identity/secrets'
import type { networkFees } from '@/lib/parties/network/fee-schemas'
import { prisma } from '@/lib/platform/db/client'
import { chargeMonth } from '@/lib/pricing/fees/commands/charge-fees'
import { DEMO_PASSWORD, demoOrganizations } from './accounts'
import { loadDemoAuctions } from './auctions'
import { EURO_RATES, loadDemoCatalogs } from './catalogs'
import { loadDemoCategories } from './categories'
import { loadDemoConfigurators } from './configurators'
import { loadDemoDeals } from './deals'
import { loadDemoDuplicates } from './duplicates'
import { loadDemoEnrichments } from './internal-content'
import { loadDemoLandingPages } from './landing'
import { loadDemoBuyingLists } from './lists'
import { openDemoAuction, openSealedDemoAuction } from './open-auctions'
import { loadDemoOrders } from './orders'
import { loadDemoPriceLists } from './price-lists'
import { demoCategories } from './products'
import { loadDemoVirtualCatalogs } from './virtual-catalogs'

const DAY = 86_400_000

const TERMS_EN =
  'Members trade in good faith. A bid in an auction is binding for thirty days. An order is a contract between buyer and supplier once the supplier has confirmed it. The operator keeps the ledger of every auction and shows it to its participants on request.'
const TERMS_ZH =
  '成员应诚信交易。竞价中的出价在三十天内具有约束力。供应商确认后，采购订单即构成采购方与供应商之间的合同。运营方保存每场竞价的账本，并应参与者要求提供。'

/** What the demo's network takes: a share of each order by yearly trade, one of what auctions save, a subscription. */
const FEES: z.input<typeof networkFees> = [
  ...['EUR', 'CNY', 'USD', 'GBP'].map((currency) => ({
    id: `share-${currency.toLowerCase()}`,
    name: 'Transaction share',
    on: 'order' as const,
    payer: 'supplier' as const,
    currency,
    minimum: currency === 'CNY' ? '2.00' : '0.25',
    maximum: currency === 'CNY' ? '1600' : '200',
    tiers: [
      { from: '0', percent: '0' },
      { from: currency === 'CNY' ? '8000' : '1000', percent: '1.2' },
      { from: currency === 'CNY' ? '400000' : '50000', percent: '0.8' },
    ],
  })),
  { id: 'order-eur', name: 'Order handling', on: 'order', payer: 'buyer', currency: 'EUR', fixed: '0.35' },
  { id: 'savings-eur', name: 'Share of savings', on: 'savings', payer: 'buyer', currency: 'EUR', percent: '8', maximum: '2500' },
  { id: 'subscription-eur', name: 'Subscription', on: 'subscription', payer: 'supplier', currency: 'EUR', fixed: '29' },
]

/** Standard rates of value added tax by country, percent; the demo's figures. */
const TAX: Record<string, string> = { DE: '19', NL: '21', CN: '13', ES: '21', US: '0', GB: '20', CZ: '21', IT: '22', FR: '20', SE: '25' }

/**
 * Loads the demo, whatever else is there; does nothing when it was loaded. What was cut off is started over where the database held
 * nothing else, and left alone where it did: nobody's own data is emptied.
 */
export async function loadDemoOnce(): Promise<void> {
  const state = await prisma().setting.findUnique({ where: { key: 'demo' } })
  if (state?.value === 'loaded' || state?.value === 'loading_beside_others') return
  if (state) await emptyDatabase()
  const value = (await prisma().organization.count()) > 0 ? 'loading_beside_others' : 'loading'
  await prisma().setting.create({ data: { key: 'demo', value } })
  const now = new Date()
  const organizations = await loadOrganizations(now)
  const networkId = await loadNetwork(organizations, now)
  await loadReferenceData(now)
  await loadDemoCatalogs(organizations, networkId, new Date(now.getTime() - 400 * DAY))
  await loadDemoOrders(organizations, now)
  await loadDemoAuctions(organizations, networkId, now)
  await loadDemoPriceLists(organizations, now)
  await loadDemoVirtualCatalogs(organizations, now)
  await loadDemoBuyingLists(now)
  await loadDemoConfigurators(networkId, now)
  await loadDemoDuplicates(networkId, now)
  await loadDemoDeals(now)
  await loadDemoEnrichments(now)
  await loadDemoCategories(now)
  await loadDemoLandingPages(networkId, now)
  await chargeMonth({}, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1, 4, 10)))
  await loadApiTokens()
  await openDemoAuction(now)
  await openSealedDemoAuction(now)
  await prisma().setting.update({ where: { key: 'demo' }, data: { value: 'loaded' } })
}

/** A load that was cut off is begun again from nothing. */
async function emptyDatabase(): Promise<void> {
  const tables = await prisma().$queryRaw<{ name: string }[]>`
    select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not in ('_prisma_migrations', 'ledger_entry', 'audit_entry')`
  await prisma().$executeRawUnsafe(`truncate ${tables.map(({ name }) => name).join(', ')} cascade`)
}

/** A program of a buyer's and one of a supplier's. Their secrets are nobody's: whoever tries the API makes a token. */
async function loadApiTokens(): Promise<void> {
  for (const [email, name, scopes] of [
    ['amara@northwind-rail.example', 'ERP system', ['auctions:read', 'auctions:source']],
    ['petra@ostrava-fasteners.example', 'Bidding robot', ['auctions:bid']],
  ] as const) {
    const actor = await actorFor(email)
    if (actor) await createApiToken({ actor }, { name, scopes: [...scopes], days: 180 })
  }
}

async function loadOrganizations(now: Date): Promise<Map<string, string>> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const ids = new Map<string, string>()
  for (const organization of demoOrganizations) {
    const row = await prisma().organization.create({
      data: {
        name: organization.name,
        kinds: [organization.kind],
        country: organization.country,
        currency: organization.currency,
        createdAt: new Date(now.getTime() - 500 * DAY),
        addresses: { create: addressesOf(organization) },
        ...(organization.kind === 'buyer' && { costCentres: { create: COST_CENTRES } }),
        ...(organization.kind === 'supplier' && { supplierTerms: { create: termsOf(organization) } }),
        memberships: {
          create: organization.users.map((user) => ({
            roles: user.roles,
            user: {
              create: {
                email: user.email,
                name: user.name,
                passwordHash,
                emailVerifiedAt: now,
                locale: user.locale ?? 'en',
                timeZone: organization.country === 'CN' ? 'Asia/Shanghai' : 'Europe/Berlin',
              },
            },
          })),
        },
      },
    })
    ids.set(organization.slug, row.id)
  }
  return ids
}

type DemoOrganization = (typeof demoOrganizations)[number]

const COST_CENTRES = [
  { code: '4100', name: 'Maintenance' },
  { code: '4200', name: 'Operations' },
  { code: '6300', name: 'Administration' },
]

function addressesOf({ city, country, kind }: DemoOrganization) {
  const site = { label: `${city} main site`, street: 'Industriestraße 1', postalCode: '10115', city, country }
  const workshop = { label: `${city} workshop`, street: 'Depot 7', postalCode: '10117', city, country }
  return kind === 'buyer' ? [site, workshop] : [site]
}

const termsOf = ({ currency }: DemoOrganization) =>
  currency === 'CNY'
    ? { currency, minimumOrder: 100, freight: 60, freightFreeFrom: 1500 }
    : { currency, minimumOrder: 15, freight: 7.9, freightFreeFrom: 200 }

async function loadNetwork(organizations: Map<string, string>, now: Date): Promise<string> {
  const network = await prisma().network.create({
    data: {
      name: 'Meridian',
      description: 'Industrial supplies for manufacturers, railways, hospitals and laboratories.',
      operatorId: organizations.get('meridian-network') as string,
      terms: { create: { version: 1, bodyEn: TERMS_EN, bodyZh: TERMS_ZH, fees: FEES, publishedAt: new Date(now.getTime() - 500 * DAY) } },
      memberships: {
        create: demoOrganizations.map((organization) => ({
          organizationId: organizations.get(organization.slug) as string,
          state: 'active' as const,
          rights:
            organization.kind === 'supplier'
              ? (['publish', 'bid'] as const).slice()
              : organization.kind === 'buyer'
                ? (['browse', 'source'] as const).slice()
                : (['browse'] as const).slice(),
          acceptedTerms: 1,
        })),
      },
    },
  })
  return network.id
}

async function loadReferenceData(now: Date): Promise<void> {
  await prisma().category.createMany({
    data: demoCategories.map(([code, parentCode, nameEn, nameZh]) => ({
      code,
      parentCode,
      nameEn,
      nameZh,
      level: code.endsWith('000000') ? 1 : code.endsWith('0000') ? 2 : 3,
    })),
    skipDuplicates: true,
  })
  await prisma().taxRate.createMany({
    data: Object.entries(TAX).map(([country, rate]) => ({ country, category: 'S', rate })),
    skipDuplicates: true,
  })
  const currencies = Object.keys(EURO_RATES)
  const days = Array.from({ length: 13 }, (_, index) => new Date(now.getTime() - index * 30 * DAY))
  await prisma().exchangeRate.createMany({
    data: days.flatMap((date, age) =>
      currencies.flatMap((from) =>
        currencies
          .filter((to) => to !== from)
          .map((to) => ({
            from,
            to,
            date,
            rate: (((EURO_RATES[from] ?? 1) / (EURO_RATES[to] ?? 1)) * (1 + Math.sin(age + from.charCodeAt(0)) * 0.01)).toFixed(6),
          })),
      ),
    ),
    skipDuplicates: true,
  })
}

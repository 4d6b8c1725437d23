import { Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { MonthCard } from '@/components/insight/reports/month-card'
import { OrderSummaryTable } from '@/components/purchasing/orders/order-table'
import { formatBid } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import { StateBadge } from '@/components/ui/state-badge'
import { listCatalogs } from '@/lib/catalog/offers/queries'
import { auctionSavings, savedByMonth } from '@/lib/insight/reports/auction-savings'
import { networkHealth } from '@/lib/insight/reports/network-health'
import { tradeByMonth } from '@/lib/insight/reports/trade'
import { abilityOf, may, sidesOf } from '@/lib/parties/identity/abilities'
import { appliedNetworks, operatesNetwork } from '@/lib/parties/network/queries'
import type { ReadContext } from '@/lib/platform/context'
import { env } from '@/lib/platform/env'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { latestRates } from '@/lib/pricing/rates/queries'
import { listOrders, recentlyOrdered } from '@/lib/purchasing/orders/queries'
import { listEvents } from '@/lib/sourcing/events/queries'
import { pageContext } from '../../request-context'

/** Figures of the operator's that should be zero. */
const ALARMING: string[] = ['jobsLate', 'jobsFailed', 'importsFailed']

/** Home, by role: what waits, what runs, what was bought last. */
export default async function HomePage() {
  const ctx = await pageContext()
  const ability = abilityOf(ctx.actor)
  const t = await getTranslations('home')
  const locale = (await getLocale()) as Locale
  const numbers = ctx.actor.numberFormat
  const table = { brief: true, locale, numbers, timeZone: ctx.actor.timeZone }
  const { buys: buying, sells: selling } = sidesOf(ctx.actor)
  const rates = await latestRates(ctx)
  const [orders, recent, auctions, catalogs, spend, revenue, savings, health] = await Promise.all([
    waitingOrders(ctx),
    ability.can('use', 'Cart') ? recentlyOrdered(ctx) : [],
    ability.can('read', 'Auction') ? listEvents(ctx, { states: ['published'] }) : null,
    ability.can('read', 'Catalog') ? listCatalogs(ctx) : [],
    buying ? tradeByMonth(ctx, rates, 'buyer') : null,
    selling ? tradeByMonth(ctx, rates, 'supplier') : null,
    ability.can('source', 'Auction') ? auctionSavings(ctx) : null,
    ability.can('manage', 'Network') ? networkHealth(ctx) : null,
  ])
  const saved = savings && savedByMonth(ctx, rates, savings)
  return (
    <>
      <PageHeader title={t('hello', { name: ctx.actor.userName })} subtitle={ctx.actor.organizationName} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <WaitingOrders {...orders} table={table} />
        {health && <Health health={health} />}
        {spend && <MonthCard title={t('spendOfMonth')} months={spend} currency={ctx.actor.currency} numbers={numbers} href="/reports" />}
        {saved?.some((month) => !month.amount.isZero()) && (
          <MonthCard title={t('savingsOfMonth')} months={saved} currency={ctx.actor.currency} numbers={numbers} href="/reports" />
        )}
        {revenue && (
          <MonthCard
            title={t('revenueOfMonth')}
            months={revenue}
            currency={ctx.actor.currency}
            numbers={numbers}
            href="/reports?side=supplier"
          />
        )}
        {ability.can('read', 'Auction') && (
          <LiveAuctions events={auctions?.events ?? []} bids={ability.can('bid', 'Bid')} numbers={numbers} now={ctx.now} />
        )}
        {recent.length > 0 && <OrderAgain products={recent} locale={locale} />}
        {ability.can('read', 'Catalog') && <Catalogs catalogs={catalogs} />}
        {ctx.actor.networks.length === 0 && <FirstNetwork ctx={ctx} />}
      </SimpleGrid>
    </>
  )
}

/** For a company that is in no network: how to come into one, or that it has applied already; an operator makes the first itself. */
async function FirstNetwork({ ctx }: { ctx: ReadContext }) {
  const t = await getTranslations('home')
  if (may('manage', 'Network')(ctx.actor)) {
    if (await operatesNetwork(ctx)) return null
    return (
      <Panel title={t('foundNetwork')} more={{ href: '/network', label: t('toNetworks') }} empty={t('foundNetworkText')} isEmpty>
        {null}
      </Panel>
    )
  }
  const applied = await appliedNetworks(ctx)
  const text = applied.length > 0 ? t('appliedText', { networks: applied.join(', ') }) : t('joinNetworkText')
  return (
    <Panel
      title={t(applied.length > 0 ? 'applied' : 'joinNetwork')}
      more={{ href: '/network', label: t('toNetworks') }}
      empty={text}
      isEmpty
    >
      {null}
    </Panel>
  )
}

function Panel({
  title,
  more,
  empty,
  isEmpty,
  children,
}: {
  title: string
  more: { href: string; label: string }
  empty: string
  isEmpty: boolean
  children: React.ReactNode
}) {
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2}>{title}</Title>
          <AnchorLink href={more.href} size="sm">
            {more.label}
          </AnchorLink>
        </Group>
        {isEmpty ? <Text c="dimmed">{empty}</Text> : children}
      </Stack>
    </Card>
  )
}

/** What the operator has to keep an eye on. */
async function Health({ health }: { health: Awaited<ReturnType<typeof networkHealth>> }) {
  const t = await getTranslations('home')
  return (
    <Panel title={t('health')} more={{ href: '/network', label: t('toNetworks') }} isEmpty={false} empty="">
      <SimpleGrid cols={{ base: 2, sm: 3 }}>
        {(['members', 'applications', 'orders', 'jobsLate', 'jobsFailed', 'importsFailed', 'searchLag'] as const).map((key) => (
          <div key={key}>
            <Text size="xl" fw={600} {...(ALARMING.includes(key) && health[key] > 0 && { c: 'var(--stoa-bad)' })}>
              {key === 'searchLag' ? t('seconds', { count: health[key] }) : health[key]}
            </Text>
            <Text size="sm" c="dimmed">
              {t(`healthOf.${key}`)}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Panel>
  )
}

type Events = Awaited<ReturnType<typeof listEvents>>['events']

interface LiveAuctionsProps {
  events: Events
  /** the reader may bid in them */
  bids: boolean
  numbers: NumberFormat
  now: Date
}

async function LiveAuctions({ events, bids, numbers, now }: LiveAuctionsProps) {
  const t = await getTranslations('home')
  return (
    <Panel
      title={t('auctions')}
      more={{ href: '/auctions', label: t('allAuctions') }}
      empty={t(bids && env().STOA_DEMO ? 'demoAuctions' : 'noAuctions')}
      isEmpty={events.length === 0}
    >
      {bids && events.some(({ own }) => !own) && <Text size="sm">{t(env().STOA_DEMO ? 'bidHintDemo' : 'bidHint')}</Text>}
      {events.slice(0, 6).map((event) => (
        <Group key={event.id} justify="space-between" wrap="nowrap">
          <AnchorLink href={`/auctions/${event.id}`}>{event.title}</AnchorLink>
          <Text size="sm" c="dimmed">
            {event.lots[0]?.leadAmount ? `${formatBid(event.lots[0].leadAmount, event.lots[0].unit, numbers)} · ` : ''}
            <RelativeTime
              at={(event.lots[0]?.phase === 'pending' ? event.lots[0].opensAt : (event.lots[0]?.endsAt ?? now)).toISOString()}
            />
          </Text>
        </Group>
      ))}
    </Panel>
  )
}

async function OrderAgain({ products, locale }: { products: Awaited<ReturnType<typeof recentlyOrdered>>; locale: Locale }) {
  const t = await getTranslations('home')
  return (
    <Panel title={t('orderAgain')} more={{ href: '/catalog', label: t('toCatalog') }} isEmpty={false} empty="">
      {products.map((product) => (
        <Group key={product.productId} justify="space-between" wrap="nowrap">
          <AnchorLink href={`/catalog/${product.productId}?quantity=${product.quantity}`}>{localText(product.name, locale)}</AnchorLink>
          <Text size="sm" c="dimmed">
            <RelativeTime at={product.orderedAt.toISOString()} />
          </Text>
        </Group>
      ))}
    </Panel>
  )
}

async function Catalogs({ catalogs }: { catalogs: Awaited<ReturnType<typeof listCatalogs>> }) {
  const t = await getTranslations('home')
  return (
    <Panel title={t('catalogs')} more={{ href: '/selling', label: t('manage') }} empty={t('noCatalogs')} isEmpty={catalogs.length === 0}>
      {catalogs.map((catalog) => (
        <Group key={catalog.id} justify="space-between">
          <AnchorLink href={`/selling/${catalog.id}`}>{catalog.name}</AnchorLink>
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t('offers', { count: catalog._count.offers })}
            </Text>
            <StateBadge state={catalog.publications.length > 0 ? 'published' : 'draft'}>
              {catalog.publications.length > 0 ? t('published') : t('unpublished')}
            </StateBadge>
          </Group>
        </Group>
      ))}
    </Panel>
  )
}

async function waitingOrders(ctx: ReadContext): Promise<Omit<WaitingProps, 'table'>> {
  const { buys, sells } = sidesOf(ctx.actor)
  const approves = may('approve', 'PurchaseOrder')(ctx.actor)
  const forBuyer = [...(approves ? [] : ['pending_approval' as const]), 'confirmed_with_changes' as const, 'shipped' as const]
  const [toApprove, waitingBuyer, waitingSupplier] = await Promise.all([
    buys && approves ? listOrders(ctx, { side: 'buyer', state: ['pending_approval'] }) : null,
    buys ? listOrders(ctx, { side: 'buyer', state: forBuyer }) : null,
    sells ? listOrders(ctx, { side: 'supplier', state: ['placed', 'confirmed', 'partially_shipped'] }) : null,
  ])
  return { toApprove, waitingBuyer, waitingSupplier }
}

type Orders = Awaited<ReturnType<typeof listOrders>> | null

interface WaitingProps {
  toApprove: Orders
  waitingBuyer: Orders
  waitingSupplier: Orders
  table: Pick<React.ComponentProps<typeof OrderSummaryTable>, 'brief' | 'locale' | 'numbers' | 'timeZone'>
}

/** The orders that wait for the reader, on both sides. */
async function WaitingOrders({ toApprove, waitingBuyer, waitingSupplier, table }: WaitingProps) {
  const t = await getTranslations('home')
  return (
    <>
      {toApprove && toApprove.orders.length > 0 && (
        <Panel title={t('toApprove')} more={{ href: '/orders?state=pending_approval', label: t('allOrders') }} empty="" isEmpty={false}>
          <OrderSummaryTable orders={toApprove.orders.slice(0, 8)} side="buyer" {...table} />
        </Panel>
      )}
      {waitingSupplier && (
        <Panel
          title={t('toAnswer')}
          more={{ href: '/orders?side=supplier', label: t('allOrders') }}
          empty={t('nothingWaits')}
          isEmpty={waitingSupplier.orders.length === 0}
        >
          <OrderSummaryTable orders={waitingSupplier.orders.slice(0, 8)} side="supplier" {...table} />
        </Panel>
      )}
      {waitingBuyer && (
        <Panel
          title={t('waitsForYou')}
          more={{ href: '/orders', label: t('allOrders') }}
          empty={t('nothingWaits')}
          isEmpty={waitingBuyer.orders.length === 0}
        >
          <OrderSummaryTable orders={waitingBuyer.orders.slice(0, 8)} side="buyer" {...table} />
        </Panel>
      )}
    </>
  )
}

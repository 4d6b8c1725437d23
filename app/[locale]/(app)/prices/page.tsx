import { Badge, Group, Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { createPriceListAction, removeCustomerGroupAction, saveCustomerGroupAction } from '@/app/actions/price-lists'
import { CustomerGroups } from '@/components/pricing/price-lists/customer-groups'
import { NewPriceList } from '@/components/pricing/price-lists/new-price-list'
import { validity } from '@/components/pricing/price-lists/validity'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatTime } from '@/components/ui/format'
import { AnchorLink, BadgeLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { singleValues } from '@/components/ui/single-values'
import { StateBadge } from '@/components/ui/state-badge'
import { WhenReady } from '@/components/ui/when-ready'
import { may } from '@/lib/parties/identity/abilities'
import { tradingPartners } from '@/lib/parties/network/queries'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import { priceListKinds } from '@/lib/pricing/price-lists/kinds'
import { phaseOf } from '@/lib/pricing/price-lists/model'
import { listCustomerGroups, listPriceLists } from '@/lib/pricing/price-lists/queries'
import { pageContext, show } from '../../../request-context'

/** A supplier's price lists, campaigns and contracts, with its groups of customers; a buyer's contracts. */
export default async function PricesPage({ searchParams }: { searchParams: Promise<{ kind?: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('prices')
  const asked = singleValues(await searchParams).kind
  const chosen = priceListKinds.find((each) => each === asked)
  const sells = ctx.actor.kinds.includes('supplier')
  const manages = may('manage', 'PriceList')(ctx.actor)
  const [lists, partners, groups] = await Promise.all([
    show(listPriceLists(ctx)),
    tradingPartners(ctx, sells ? 'supplier' : 'buyer'),
    sells ? show(listCustomerGroups(ctx)) : [],
  ])
  const shown = lists.filter((list) => !chosen || list.kind === chosen)
  return (
    <>
      <PageHeader
        title={t(sells ? 'title' : 'contracts')}
        subtitle={t(sells ? 'subtitle' : 'contractsText')}
        action={
          manages && (
            <WhenReady>
              <NewPriceList action={createPriceListAction} sells={sells} partners={partners} />
            </WhenReady>
          )
        }
      />
      <Stack>
        {sells && <KindFilter chosen={chosen} />}
        {shown.length === 0 ? (
          <EmptyState title={t(sells ? 'empty' : 'emptyContracts')} text={t(sells ? 'emptyText' : 'emptyContractsText')} />
        ) : (
          <Lists shown={shown} ctx={ctx} />
        )}
        {sells && manages && (
          <WhenReady>
            <CustomerGroups
              keep={saveCustomerGroupAction}
              remove={removeCustomerGroupAction}
              of="customers"
              customers={partners}
              groups={groups.map(({ id, name, members }) => ({ id, name, members: members.map(({ organization }) => organization) }))}
            />
          </WhenReady>
        )}
      </Stack>
    </>
  )
}

interface ListsProps {
  shown: Awaited<ReturnType<typeof listPriceLists>>
  ctx: ReadContext
}

async function Lists({ shown, ctx }: ListsProps) {
  const t = await getTranslations('prices')
  const locale = (await getLocale()) as Locale
  const sells = ctx.actor.kinds.includes('supplier')
  const when = (at: Date | null) => (at ? formatTime(at, locale, ctx.actor.timeZone) : '…')
  return (
    <DataTable
      name="price-lists"
      caption={t(sells ? 'title' : 'contracts')}
      columns={[
        { key: 'name', header: t('name') },
        ...(sells ? [{ key: 'kind', header: t('kindLabel') }] : []),
        { key: 'for', header: t(sells ? 'for' : 'supplier') },
        { key: 'valid', header: t('valid') },
        { key: 'prices', header: t('prices'), numeric: true },
        { key: 'state', header: t('stateLabel') },
      ]}
      rows={shown.map((list) => {
        const phase = phaseOf(list, ctx.now)
        const mine = list.proposedBy === ctx.actor.organizationId
        return {
          id: list.id,
          href: `/prices/${list.id}`,
          cells: {
            name: <AnchorLink href={`/prices/${list.id}`}>{list.name}</AnchorLink>,
            kind: t(`kind.${list.kind}`),
            for: sells
              ? list.kind === 'campaign'
                ? t('everybody')
                : [
                    list.kind === 'audience' && list.catalog && t('forCatalog', { keeper: list.catalog.organization.name }),
                    list.buyer?.name,
                    ...list.audiences.map(({ organization, group }) => organization?.name ?? group?.name),
                  ]
                    .filter(Boolean)
                    .join(', ')
              : list.supplier.name,
            valid: validity(list, when, t),
            prices: list._count.entries,
            state: (
              <Group gap={6}>
                <StateBadge state={phase}>{t(`state.${phase}`)}</StateBadge>
                {list.state === 'proposed' && !mine && <Badge color="orange">{t('yourTurn')}</Badge>}
              </Group>
            ),
          },
        }
      })}
    />
  )
}

async function KindFilter({ chosen }: { chosen: (typeof priceListKinds)[number] | undefined }) {
  const t = await getTranslations('prices')
  return (
    <Group gap="xs">
      {priceListKinds.map((each) => (
        <BadgeLink
          key={each}
          href={chosen === each ? '/prices' : `/prices?kind=${each}`}
          variant={chosen === each ? 'filled' : 'default'}
          aria-current={chosen === each ? 'true' : undefined}
          style={{ cursor: 'pointer' }}
        >
          {t(`kind.${each}`)}
        </BadgeLink>
      ))}
    </Group>
  )
}

import { Alert, Card, Grid, GridCol, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import {
  copyPriceListAction,
  describePriceListAction,
  discountOffersAction,
  savePricesAction,
  takePriceListStepAction,
} from '@/app/actions/price-lists'
import { PriceFields } from '@/components/pricing/price-lists/price-fields'
import { PriceListForm } from '@/components/pricing/price-lists/price-list-form'
import { PriceTable } from '@/components/pricing/price-lists/price-table'
import { ActionButton } from '@/components/ui/action-button'
import { ClientOnly } from '@/components/ui/client-only'
import { formatTime } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { StateBadge } from '@/components/ui/state-badge'
import { may } from '@/lib/parties/identity/abilities'
import { tradingPartners } from '@/lib/parties/network/queries'
import type { Locale } from '@/lib/platform/i18n/locales'
import { isEditable, phaseOf, possibleSteps } from '@/lib/pricing/price-lists/model'
import { getPriceList, listCustomerGroups, listEntries } from '@/lib/pricing/price-lists/queries'
import { pageContext, show } from '../../../../request-context'

/** One list of prices: for whom, from when until when, which prices, and the steps that can be taken now. */
export default async function PriceListPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<{ after?: string }>
}) {
  const ctx = await pageContext()
  const t = await getTranslations('prices')
  const locale = (await getLocale()) as Locale
  const { id } = await params
  const { after } = await searchParams
  const list = await show(getPriceList(ctx, id))
  const manages = may('manage', 'PriceList')(ctx.actor)
  const editable = manages && isEditable(list, ctx.actor.organizationId)
  const [page, customers, groups] = await Promise.all([
    show(listEntries(ctx, id, { after })),
    editable && list.kind === 'audience' ? tradingPartners(ctx, 'supplier') : [],
    editable && list.kind === 'audience' ? show(listCustomerGroups(ctx)) : [],
  ])
  const phase = phaseOf(list, ctx.now)
  const contract = list.kind === 'contract'
  const partner = list.side === 'supplier' ? (list.buyer?.name ?? list.catalog?.organization.name) : list.supplier.name
  const steps = manages ? possibleSteps(list, ctx.actor.organizationId) : []
  const when = (at: Date | null) => (at ? formatTime(at, locale, ctx.actor.timeZone) : '…')
  const chosen = list.audiences.flatMap(({ organizationId, organization }) =>
    organizationId && organization ? [{ id: organizationId, name: organization.name }] : [],
  )
  return (
    <>
      <PageHeader
        title={list.name}
        crumbs={[{ href: '/prices', label: t(ctx.actor.kinds.includes('supplier') ? 'title' : 'contracts') }]}
        subtitle={[t(`kind.${list.kind}`), partner].filter(Boolean).join(' · ')}
        action={
          <Group gap="xs">
            <StateBadge state={phase}>{t(`state.${phase}`)}</StateBadge>
            {manages && (list.catalogId === null || contract) && (
              <ActionButton variant="default" action={copyPriceListAction} input={{ listId: id }} done={t('copied')} goToNew="/prices">
                {t(steps.includes('accept') ? 'counter' : 'copy')}
              </ActionButton>
            )}
            {steps.map((step) => (
              <ActionButton
                key={step}
                variant={step === 'activate' || step === 'propose' || step === 'accept' ? 'filled' : 'default'}
                action={takePriceListStepAction}
                input={{ listId: id, step }}
                done={t(`done.${step}`)}
                {...(step !== 'withdraw' && { confirm: t(`sure.${step}`) })}
                {...(step === 'remove' && { goTo: '/prices' })}
              >
                {t(`step.${step}`)}
              </ActionButton>
            ))}
          </Group>
        }
      />
      <Stack>
        {list.state === 'proposed' && (
          <Alert color="blue">{t(steps.includes('accept') ? 'answerIt' : 'waiting', { partner: partner ?? '' })}</Alert>
        )}
        <Grid>
          <GridCol span={{ base: 12, md: 4 }}>
            {editable ? (
              <ClientOnly height={280}>
                <PriceListForm
                  action={describePriceListAction}
                  list={{
                    id,
                    kind: list.kind,
                    name: list.name,
                    priority: list.priority,
                    validFrom: list.validFrom?.toISOString() ?? null,
                    validTo: list.validTo?.toISOString() ?? null,
                    organizationIds: chosen.map((customer) => customer.id),
                    groupIds: list.audiences.flatMap(({ groupId }) => groupId ?? []),
                  }}
                  customers={[...new Map([...chosen, ...customers].map((customer) => [customer.id, customer])).values()]}
                  groups={groups.map((group) => ({ id: group.id, name: group.name }))}
                />
              </ClientOnly>
            ) : (
              <Card withBorder>
                <Stack gap={4}>
                  <Title order={2}>{t('details')}</Title>
                  <Text size="sm">
                    {t('valid')}: {list.validFrom || list.validTo ? `${when(list.validFrom)} – ${when(list.validTo)}` : t('always')}
                  </Text>
                  {list.audiences.length > 0 && (
                    <Text size="sm">
                      {t('for')}: {list.audiences.map(({ organization, group }) => organization?.name ?? group?.name).join(', ')}
                    </Text>
                  )}
                  {list.lot && (
                    <Text size="sm">
                      {t('fromAuction')}: <AnchorLink href={`/auctions/${list.lot.eventId}`}>{list.lot.title}</AnchorLink>
                    </Text>
                  )}
                </Stack>
              </Card>
            )}
          </GridCol>
          <GridCol span={{ base: 12, md: 8 }}>
            <Card withBorder>
              <Stack gap="sm">
                <Group justify="space-between">
                  <Title order={2}>{t('priceCount', { count: list._count.entries })}</Title>
                  {list._count.entries > 0 && (
                    <a href={`/api/price-lists/${id}/prices?lang=${locale}`} download>
                      {t('download')}
                    </a>
                  )}
                </Group>
                {editable && (
                  <ClientOnly height={180}>
                    <PriceFields listId={id} contract={contract} keep={savePricesAction} discount={discountOffersAction} />
                  </ClientOnly>
                )}
                {page.entries.length === 0 ? (
                  <Text c="dimmed">{t('noPrices')}</Text>
                ) : (
                  <PriceTable
                    listId={id}
                    entries={page.entries}
                    contract={contract}
                    links={list.side === 'buyer'}
                    remove={editable ? savePricesAction : null}
                    locale={locale}
                    numbers={ctx.actor.numberFormat}
                  />
                )}
                <Pager first={after ? `/prices/${id}` : null} next={page.next && `/prices/${id}?after=${encodeURIComponent(page.next)}`} />
              </Stack>
            </Card>
          </GridCol>
        </Grid>
      </Stack>
    </>
  )
}

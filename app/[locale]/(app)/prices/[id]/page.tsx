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
import { validity } from '@/components/pricing/price-lists/validity'
import { ActionButton } from '@/components/ui/action-button'
import { ClientOnly } from '@/components/ui/client-only'
import { formatTime } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { singleValues } from '@/components/ui/single-values'
import { StateBadge } from '@/components/ui/state-badge'
import { WhenReady } from '@/components/ui/when-ready'
import { may } from '@/lib/parties/identity/abilities'
import { tradingPartners } from '@/lib/parties/network/queries'
import type { ReadContext } from '@/lib/platform/context'
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
  const { after } = singleValues(await searchParams)
  const list = await show(getPriceList(ctx, id))
  const manages = may('manage', 'PriceList')(ctx.actor)
  const editable = manages && isEditable(list, ctx.actor.organizationId)
  const [page, customers, groups] = await Promise.all([
    show(listEntries(ctx, id, { after })),
    editable && list.kind === 'audience' ? tradingPartners(ctx, 'supplier') : [],
    editable && list.kind === 'audience' ? show(listCustomerGroups(ctx)) : [],
  ])
  const phase = phaseOf(list, ctx.now)
  const partner = list.side === 'supplier' ? (list.buyer?.name ?? list.catalog?.organization.name) : list.supplier.name
  const steps = manages ? possibleSteps(list, ctx.actor.organizationId) : []
  const when = (at: Date | null) => (at ? formatTime(at, locale, ctx.actor.timeZone) : '…')
  return (
    <>
      <PageHeader
        title={list.name}
        crumbs={[{ href: '/prices', label: t(ctx.actor.kinds.includes('supplier') ? 'title' : 'contracts') }]}
        subtitle={[t(`kind.${list.kind}`), partner].filter(Boolean).join(' · ')}
        action={<PriceListActions list={list} phase={phase} steps={steps} manages={manages} />}
      />
      <Stack>
        {list.state === 'proposed' && (
          <Alert color="blue">{t(steps.includes('accept') ? 'answerIt' : 'waiting', { partner: partner ?? '' })}</Alert>
        )}
        <Grid>
          <GridCol span={{ base: 12, md: 4 }}>
            {editable ? <Description list={list} customers={customers} groups={groups} /> : <Details list={list} when={when} />}
          </GridCol>
          <GridCol span={{ base: 12, md: 8 }}>
            <Prices list={list} id={id} editable={editable} page={page} ctx={ctx} after={after} />
          </GridCol>
        </Grid>
      </Stack>
    </>
  )
}

type PriceList = Awaited<ReturnType<typeof getPriceList>>

interface ActionsProps {
  list: PriceList
  phase: ReturnType<typeof phaseOf>
  steps: ReturnType<typeof possibleSteps>
  manages: boolean
}

async function PriceListActions({ list, phase, steps, manages }: ActionsProps) {
  const t = await getTranslations('prices')
  return (
    <Group gap="xs">
      <StateBadge state={phase}>{t(`state.${phase}`)}</StateBadge>
      {manages && (list.catalogId === null || list.kind === 'contract') && (
        <ActionButton variant="default" action={copyPriceListAction} input={{ listId: list.id }} done={t('copied')} goToNew="/prices">
          {t(steps.includes('accept') ? 'counter' : 'copy')}
        </ActionButton>
      )}
      {steps.map((step) => (
        <ActionButton
          key={step}
          variant={step === 'activate' || step === 'propose' || step === 'accept' ? 'filled' : 'default'}
          action={takePriceListStepAction}
          input={{ listId: list.id, step }}
          done={t(`done.${step}`)}
          {...(step !== 'withdraw' && { confirm: t(`sure.${step}`) })}
          {...(step === 'remove' && { goTo: '/prices' })}
        >
          {t(`step.${step}`)}
        </ActionButton>
      ))}
    </Group>
  )
}

interface DescriptionProps {
  list: PriceList
  customers: { id: string; name: string }[]
  groups: { id: string; name: string }[]
}

/** Name, validity and audience, for who may change them. */
function Description({ list, customers, groups }: DescriptionProps) {
  const chosen = list.audiences.flatMap(({ organizationId, organization }) =>
    organizationId && organization ? [{ id: organizationId, name: organization.name }] : [],
  )
  return (
    <ClientOnly height={280}>
      <PriceListForm
        action={describePriceListAction}
        list={{
          id: list.id,
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
  )
}

/** The same, for who may not. */
async function Details({ list, when }: { list: PriceList; when: (at: Date | null) => string }) {
  const t = await getTranslations('prices')
  return (
    <Card withBorder>
      <Stack gap={4}>
        <Title order={2}>{t('details')}</Title>
        <Text size="sm">
          {t('valid')}: {validity(list, when, t)}
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
  )
}

interface PricesProps {
  list: PriceList
  id: string
  editable: boolean
  page: Awaited<ReturnType<typeof listEntries>>
  ctx: ReadContext
  after: string | undefined
}

async function Prices({ list, id, editable, page, ctx, after }: PricesProps) {
  const t = await getTranslations('prices')
  const locale = (await getLocale()) as Locale
  const contract = list.kind === 'contract'
  return (
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
          <WhenReady>
            <PriceFields listId={id} contract={contract} keep={savePricesAction} discount={discountOffersAction} />
          </WhenReady>
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
  )
}

import { Alert, Card, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { ActionButton } from '@/components/ui/action-button'
import { formatDate, formatQuantity, formatTime, formatUnitPrice } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { ReasonButton } from '@/components/ui/reason-button'
import { SearchField } from '@/components/ui/search-field'
import { singleValues } from '@/components/ui/single-values'
import { StateBadge } from '@/components/ui/state-badge'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { answers, getRequisition, proposeProducts } from '@/lib/purchasing/requisitions/queries'
import {
  answerWithOfferAction,
  handOutAction,
  rejectRequisitionAction,
  takeAnswerAction,
  withdrawRequisitionAction,
} from '../../../../actions/requisitions'
import { pageContext, show } from '../../../../request-context'

type Requisition = Awaited<ReturnType<typeof getRequisition>>

/** One requisition: what is asked for, what the catalogs have for it, and the answer. */
export default async function RequestPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<{ q?: string }>
}) {
  const ctx = await pageContext()
  const t = await getTranslations('requests')
  const locale = (await getLocale()) as Locale
  const row = await show(getRequisition(ctx, (await params).id))
  const own = row.requestedBy === ctx.actor.userId
  const open = row.state === 'open'
  const decides = open && answers(ctx.actor)
  const words = singleValues(await searchParams).q ?? row.text
  return (
    <>
      <PageHeader
        title={row.text}
        crumbs={[{ href: '/requests', label: t('title') }]}
        subtitle={[
          formatQuantity(row.quantity.toFixed(), row.unit, ctx.actor.numberFormat, locale),
          row.requester.name,
          formatTime(row.createdAt, locale, ctx.actor.timeZone),
          row.requestedDeliveryDate && t('requestedBy', { date: formatDate(row.requestedDeliveryDate, locale, 'UTC') }),
          row.item?.place,
        ]
          .filter(Boolean)
          .join(' · ')}
        action={<RequestActions row={row} own={own} open={open} decides={decides} />}
      />
      <Stack>
        {row.note && <Text>{row.note}</Text>}
        {row.offer && <Answer row={row} offer={row.offer} takes={own && row.state === 'answered' && may('use', 'Cart')(ctx.actor)} />}
        {row.state === 'rejected' && row.answer && <Alert color="orange">{row.answer}</Alert>}
        {decides && !row.itemId && <Proposals ctx={ctx} requisitionId={row.id} words={words} locale={locale} />}
      </Stack>
    </>
  )
}

/** What the words find, best first; each can be the answer. */
async function Proposals({
  ctx,
  requisitionId,
  words,
  locale,
}: {
  ctx: ReadContext
  requisitionId: string
  words: string
  locale: Locale
}) {
  const t = await getTranslations('requests')
  const products = await proposeProducts(ctx, words)
  const offered = products.filter(({ best }) => best && !best.configurable)
  return (
    <Card withBorder component="section" aria-label={t('proposals')}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t('proposals')}</Title>
          <SearchField label={t('otherWords')} value={words} name="q" keep={{}} path={`/requests/${requisitionId}`} />
        </Group>
        {offered.length === 0 && <Text c="dimmed">{t('nothingFound')}</Text>}
        {offered.map(
          ({ id, name, best }) =>
            best && (
              <Group key={id} justify="space-between" wrap="nowrap">
                <div>
                  <AnchorLink href={`/catalog/${id}`}>{localText(name, locale)}</AnchorLink>
                  <Text size="sm" c="dimmed">
                    {best.supplierName} · {best.supplierPartNumber} ·{' '}
                    {formatUnitPrice(best.unitPrice, best.currency, ctx.actor.numberFormat)}
                  </Text>
                </div>
                <ActionButton
                  size="compact-sm"
                  variant="default"
                  action={answerWithOfferAction}
                  input={{ requisitionId, offerId: best.id, answer: null }}
                  done={t('answeredDone')}
                  aria-label={t('answerWithOf', { name: localText(name, locale) })}
                >
                  {t('answerWith')}
                </ActionButton>
              </Group>
            ),
        )}
      </Stack>
    </Card>
  )
}

interface AnswerProps {
  row: Requisition
  offer: NonNullable<Requisition['offer']>
  /** the reader asked for it and can put it into the cart */
  takes: boolean
}

async function Answer({ row, offer, takes }: AnswerProps) {
  const t = await getTranslations('requests')
  const locale = (await getLocale()) as Locale
  return (
    <Card withBorder>
      <Group justify="space-between">
        <div>
          <Title order={2}>{t('answered')}</Title>
          <AnchorLink href={`/catalog/${offer.productId}?quantity=${row.quantity.toFixed()}`}>
            {localText(offer.product.name as { en?: string }, locale)}
          </AnchorLink>
          <Text size="sm" c="dimmed">
            {offer.catalog.organization.name} · {offer.supplierPartNumber}
          </Text>
          {row.answer && <Text size="sm">{row.answer}</Text>}
        </div>
        {takes && (
          <ActionButton action={takeAnswerAction} input={{ requisitionId: row.id }} done={t('inCart')} goTo="/cart">
            {t('take')}
          </ActionButton>
        )}
      </Group>
    </Card>
  )
}

async function RequestActions({ row, own, open, decides }: { row: Requisition; own: boolean; open: boolean; decides: boolean }) {
  const t = await getTranslations('requests')
  return (
    <Group gap="xs">
      <StateBadge state={row.state}>{t(`state.${row.state}`)}</StateBadge>
      {own && open && (
        <ActionButton variant="default" action={withdrawRequisitionAction} input={{ requisitionId: row.id }}>
          {t('withdraw')}
        </ActionButton>
      )}
      {decides && <ReasonButton action={rejectRequisitionAction.bind(null, row.id)} label={t('reject')} question={t('reason')} />}
      {decides && row.itemId && (
        <ActionButton action={handOutAction} input={{ requisitionId: row.id }} done={t('handedOut')}>
          {t('handOut')}
        </ActionButton>
      )}
    </Group>
  )
}

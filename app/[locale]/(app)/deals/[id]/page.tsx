import { Group } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { DealRoom } from '@/components/pricing/deals/deal-room'
import { ActionButton } from '@/components/ui/action-button'
import { ClientOnly } from '@/components/ui/client-only'
import { formatTime } from '@/components/ui/format'
import { ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/parties/identity/abilities'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { feesOfDeal, getDeal } from '@/lib/pricing/deals/queries'
import { callOffDealAction, joinDealAction, leaveDealAction } from '../../../../actions/deals'
import { pageContext, show } from '../../../../request-context'

/** One deal with its live counter, and the way into it. */
export default async function DealPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('deals')
  const locale = (await getLocale()) as Locale
  const deal = await show(getDeal(ctx, (await params).id))
  const own = deal.supplierId === ctx.actor.organizationId
  const buys = !own && may('place', 'PurchaseOrder')(ctx.actor)
  const [addresses, fees] = buys
    ? await Promise.all([
        ctx.db.address.findMany({
          where: { organizationId: ctx.actor.organizationId },
          select: { id: true, label: true },
          orderBy: { label: 'asc' },
        }),
        feesOfDeal(ctx, deal),
      ])
    : [null, []]
  const { timeZone } = ctx.actor
  return (
    <>
      <PageHeader
        title={localText(deal.name, locale)}
        crumbs={[{ href: '/deals', label: t('title') }]}
        subtitle={[
          t(`kinds.${deal.kind}`),
          deal.supplierName,
          deal.part,
          t('between', { from: formatTime(deal.opensAt, locale, timeZone), to: formatTime(deal.endsAt, locale, timeZone) }),
        ].join(' · ')}
        action={
          <Group gap="xs">
            <ButtonLink variant="default" href={`/catalog/${deal.productId}`}>
              {t('toProduct')}
            </ButtonLink>
            {own && deal.state === 'open' && (
              <ActionButton variant="default" action={callOffDealAction} input={{ dealId: deal.id }} confirm={t('callOffSure')}>
                {t('callOff')}
              </ActionButton>
            )}
          </Group>
        }
      />
      <ClientOnly height={420}>
        <DealRoom deal={deal} locale={locale} addresses={addresses} fees={fees} join={joinDealAction} leave={leaveDealAction} />
      </ClientOnly>
    </>
  )
}

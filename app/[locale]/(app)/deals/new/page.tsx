import { getLocale, getTranslations } from 'next-intl/server'
import { DealForm } from '@/components/pricing/deals/deal-form'
import { ClientOnly } from '@/components/ui/client-only'
import { PageHeader } from '@/components/ui/page-header'
import { singleValues } from '@/components/ui/single-values'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { offerForDeal } from '@/lib/pricing/deals/queries'
import { createDealAction } from '../../../../actions/deals'
import { pageContext, show } from '../../../../request-context'

const WEEK = 7 * 86_400_000

/** A new deal of one of the supplier's own offers. */
export default async function NewDealPage({ searchParams }: { searchParams: Promise<{ offer?: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('deals')
  const locale = (await getLocale()) as Locale
  const offer = await show(offerForDeal(ctx, singleValues(await searchParams).offer ?? ''))
  return (
    <>
      <PageHeader
        title={t('newTitle', { name: localText(offer.name, locale) })}
        subtitle={offer.part}
        crumbs={[{ href: '/deals', label: t('title') }]}
      />
      <ClientOnly height={420}>
        <DealForm
          offer={{ id: offer.id, currency: offer.currency, usual: offer.usual }}
          times={{ opensAt: ctx.now.toISOString(), endsAt: new Date(ctx.now.getTime() + WEEK).toISOString() }}
          create={createDealAction}
        />
      </ClientOnly>
    </>
  )
}

import { getLocale, getTranslations } from 'next-intl/server'
import { DealList } from '@/components/pricing/deals/deal-list'
import { ClientOnly } from '@/components/ui/client-only'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import type { Locale } from '@/lib/platform/i18n/locales'
import { listDeals } from '@/lib/pricing/deals/queries'
import { pageContext, show } from '../../../request-context'

/** Group buying and time-limited offers, live: those that can be joined, those that were, a supplier's own. */
export default async function DealsPage() {
  const ctx = await pageContext()
  const t = await getTranslations('deals')
  const locale = (await getLocale()) as Locale
  const deals = await show(listDeals(ctx))
  const sells = ctx.actor.kinds.includes('supplier')
  return (
    <>
      <PageHeader title={t('title')} subtitle={t(sells ? 'subtitleSupplier' : 'subtitle')} />
      {deals.length === 0 ? (
        <EmptyState
          title={t('empty')}
          text={t(sells ? 'emptySupplier' : 'emptyText')}
          {...(sells && { action: { href: '/selling', label: t('toOffers') } })}
        />
      ) : (
        <ClientOnly height={400}>
          <DealList deals={deals} locale={locale} />
        </ClientOnly>
      )}
    </>
  )
}

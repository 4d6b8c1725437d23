import { forbidden } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { RateForm } from '@/components/parties/network/rate-form'
import { DataTable } from '@/components/ui/data-table'
import { formatDate } from '@/components/ui/format'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/parties/identity/abilities'
import type { Locale } from '@/lib/platform/i18n/locales'
import { listExchangeRates } from '@/lib/pricing/rates/queries'
import { setExchangeRateAction } from '../../../actions/network'
import { pageContext } from '../../../request-context'

/** Dated exchange rates, kept by the operator. */
export default async function RatesPage() {
  const ctx = await pageContext()
  if (!may('manage', 'Rate')(ctx.actor)) forbidden()
  const [t, locale] = await Promise.all([getTranslations('rates'), getLocale() as Promise<Locale>])
  const rates = await listExchangeRates(ctx)
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('text')} />
      <RateForm action={setExchangeRateAction} currencies={Intl.supportedValuesOf('currency')} today={ctx.now.toISOString().slice(0, 10)} />
      <DataTable
        caption={t('title')}
        columns={[
          { key: 'date', header: t('date') },
          { key: 'from', header: t('from') },
          { key: 'to', header: t('to') },
          { key: 'rate', header: t('rate'), numeric: true },
        ]}
        rows={rates.map((rate) => ({
          id: `${rate.from}${rate.to}${rate.date.toISOString()}`,
          cells: { date: formatDate(rate.date, locale, 'UTC'), from: rate.from, to: rate.to, rate: rate.rate.toString() },
        }))}
      />
    </>
  )
}

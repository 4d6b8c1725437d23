import { getLocale } from 'next-intl/server'
import { redirect } from '@/lib/platform/i18n/navigation'
import { fulfilmentSlugs } from '@/lib/purchasing/fulfilment/model'

/** The documents of fulfilment begin with what suppliers have answered. */
export default async function DocumentsPage() {
  redirect({ href: `/documents/${fulfilmentSlugs.order_response}`, locale: await getLocale() })
}

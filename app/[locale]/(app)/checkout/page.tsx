import { getTranslations } from 'next-intl/server'
import { CheckoutForm } from '@/components/purchasing/orders/checkout-form'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/parties/identity/abilities'
import { costCentreOf, listAddresses, listCostCentres } from '@/lib/parties/identity/queries'
import { newId } from '@/lib/platform/ids'
import { getCart } from '@/lib/purchasing/cart/queries'
import { cardPayments } from '@/lib/purchasing/payments/stripe'
import { placeOrderAction, startPaymentAction } from '../../../actions/orders'
import { pageContext, show } from '../../../request-context'

/** One page from cart to orders. The address in the query decides the taxes. */
export default async function CheckoutPage({ searchParams }: { searchParams: Promise<{ address?: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('checkout')
  const [addresses, costCentres, ownCostCentre, asked] = await Promise.all([
    listAddresses(ctx),
    listCostCentres(ctx),
    costCentreOf(ctx),
    searchParams,
  ])
  const address = addresses.find((each) => each.id === asked.address) ?? addresses[0]
  const cart = await show(getCart(ctx, address?.country))
  if (cart.lines.length === 0)
    return <EmptyState title={t('empty')} text={t('emptyText')} action={{ href: '/orders', label: t('toOrders') }} />
  if (!address)
    return (
      <EmptyState
        title={t('noAddress')}
        text={t('noAddressText')}
        {...(may('manage', 'Organization')(ctx.actor) && { action: { href: '/settings', label: t('toSettings') } })}
      />
    )
  return (
    <>
      <PageHeader title={t('title')} crumbs={[{ href: '/cart', label: t('cart') }]} />
      <CheckoutForm
        orderKey={newId()}
        today={new Intl.DateTimeFormat('en-CA', { timeZone: ctx.actor.timeZone }).format(new Date())}
        cart={cart}
        address={address.id}
        addresses={addresses.map((each) => ({ value: each.id, label: `${each.label}, ${each.street}, ${each.city}` }))}
        costCentres={costCentres.map((each) => ({ value: each.id, label: `${each.code} ${each.name}` }))}
        card={cardPayments()}
        needsApproval={!may('approve', 'PurchaseOrder')(ctx.actor)}
        costCentre={ownCostCentre}
        placeOrder={placeOrderAction}
        startPayment={startPaymentAction}
      />
    </>
  )
}

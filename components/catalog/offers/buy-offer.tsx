import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/links'
import type { Action } from '@/components/ui/use-action'
import type { QuotedOffer } from '@/lib/pricing/quotes/views'
import { AddToCart } from './add-to-cart'

interface Props {
  offer: QuotedOffer
  /** what it is, or whose */
  label: string
  action: Action<{ offerId: string; quantity: string }>
}

/** An offer into the cart, or first to what can be chosen of it. */
export function BuyOffer({ offer, label, action }: Props) {
  const t = useTranslations('catalog')
  if (offer.configurable)
    return (
      <ButtonLink
        size="xs"
        href={`/catalog/${offer.productId}/configure?offer=${offer.id}`}
        aria-label={t('configureLabel', { product: label })}
      >
        {t('configure')}
      </ButtonLink>
    )
  return (
    <AddToCart key={offer.quantity} action={action} offerId={offer.id} quantity={offer.quantity} step={offer.step ?? '1'} label={label} />
  )
}

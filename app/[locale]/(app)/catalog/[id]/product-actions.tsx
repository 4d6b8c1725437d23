import { Group } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { toggleFavouriteAction } from '@/app/actions/cart'
import { FavouriteButton } from '@/components/catalog/offers/favourite-button'
import { ButtonLink } from '@/components/ui/links'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'

interface Props {
  ctx: ReadContext
  productId: string
  /** decimal text, when one was asked for */
  quantity: string | undefined
  kept: boolean
}

/** What the reader may do with a product. */
export async function ProductActions({ ctx, productId, quantity, kept }: Props) {
  const t = await getTranslations('product')
  return (
    <Group gap="xs">
      {may('manage', 'VirtualCatalog')(ctx.actor) && (
        <ButtonLink variant="default" href={`/catalog/${productId}/enrich`}>
          {t('enrich')}
        </ButtonLink>
      )}
      {may('source', 'Auction')(ctx.actor) && (
        <ButtonLink variant="default" href={`/auctions/new?product=${productId}${quantity ? `&quantity=${quantity}` : ''}`}>
          {t('makeAuction')}
        </ButtonLink>
      )}
      {may('use', 'Cart')(ctx.actor) && <FavouriteButton action={toggleFavouriteAction} productId={productId} kept={kept} />}
    </Group>
  )
}

import { useTranslations } from 'next-intl'
import type { EventDetails } from '@/lib/sourcing/events/views'

/** Who is behind an alias; while the buyer keeps names from itself, the alias as a word. */
export function useBidderNames(event: EventDetails): Map<string, string> {
  const t = useTranslations('room')
  return new Map(event.invitations.map(({ alias, name }) => [alias, name ?? t('bidderAlias', { alias })]))
}

/** The invited suppliers as far as they are known to the reader. */
export const knownSuppliers = (event: EventDetails): { supplierId: string; name: string }[] =>
  event.invitations.flatMap(({ supplierId, name }) => (supplierId && name ? [{ supplierId, name }] : []))

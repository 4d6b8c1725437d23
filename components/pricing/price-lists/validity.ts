import type { useTranslations } from 'next-intl'
import type { PriceListState } from '@/lib/platform/db/generated/enums'

interface List {
  state: PriceListState
  validFrom: Date | null
  validTo: Date | null
}

/** From when until when prices hold, in words; what was ended holds no longer, whatever it said. */
export function validity(
  { state, validFrom, validTo }: List,
  when: (at: Date | null) => string,
  t: ReturnType<typeof useTranslations<'prices'>>,
) {
  if (state === 'ended') return t('noLonger')
  return validFrom || validTo ? `${when(validFrom)} – ${when(validTo)}` : t('always')
}

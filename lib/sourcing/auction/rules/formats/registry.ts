import type { Format } from '../state'
import { dutchReverse } from './dutch'
import { japaneseReverse } from './japanese'
import { openFormat } from './open'
import { sealedFirst, sealedSecond } from './sealed'
import type { AuctionFormat } from './traits'

/** Every format of the contract. A new one is a file beside this and a line here. */
const formats: Record<AuctionFormat, Format> = {
  'english-reverse': openFormat({ direction: 'lower', adjusted: true, guarded: true }),
  'rank-reverse': openFormat({ direction: 'lower', adjusted: true, guarded: false, mustBeat: 'own', hides: 'lead' }),
  'index-reverse': openFormat({ direction: 'higher', adjusted: false, guarded: true }),
  'english-forward': openFormat({ direction: 'higher', adjusted: true, guarded: true }),
  'sealed-first': sealedFirst,
  'sealed-second': sealedSecond,
  'japanese-reverse': japaneseReverse,
  'dutch-reverse': dutchReverse,
}

export const formatOf = (format: AuctionFormat): Format => formats[format]

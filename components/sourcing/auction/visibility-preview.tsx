'use client'

import { useTranslations } from 'next-intl'
import { traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { AuctionDraft } from './auction-draft'

const roles = ['bidder', 'buyer', 'screen'] as const

/** Who sees what while a lot runs: bidders, the buyer's side (whoever may only look on too), the public screen. */
export function VisibilityPreview({ format, visibility, namesHidden }: Pick<AuctionDraft, 'format' | 'visibility' | 'namesHidden'>) {
  const t = useTranslations('auctions.sees')
  const [sealed, clock] = [traitsOf(format).kind === 'sealed', traitsOf(format).kind === 'clock']
  const lead = !sealed && !clock && !traitsOf(format).rankOnly && (visibility === 'lead_and_rank' || visibility === 'lead')
  const rank = !sealed && !clock && (visibility === 'lead_and_rank' || visibility === 'rank')
  const rows = [
    { key: 'lead', bidder: lead, buyer: !sealed, screen: lead },
    { key: 'rank', bidder: rank, buyer: !sealed, screen: false },
    { key: 'names', bidder: false, buyer: !namesHidden, screen: false },
    { key: 'amounts', bidder: false, buyer: !sealed, screen: false },
    { key: 'reserve', bidder: false, buyer: true, screen: false },
  ] as const
  return (
    <table className="table" aria-label={t('title')}>
      <thead>
        <tr>
          <th>{t('title')}</th>
          {roles.map((role) => (
            <th key={role}>{t(role)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td>{t(row.key)}</td>
            {roles.map((role) => (
              <td key={role}>{t(row[role] ? 'yes' : 'no')}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

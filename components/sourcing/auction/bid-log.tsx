'use client'

import { Badge, Button, Stack, Text, Textarea } from '@mantine/core'
import { useTimeZone, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { formatBid, formatClock } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { BuyerView } from '@/lib/sourcing/auction/rules/wire'
import type { Control } from './lot-controls'

const SHOWN = 12

/** The last bids, newest first; one can be taken back with a reason. */
export function BidLog({
  view,
  names,
  unit,
  locale,
  control,
}: {
  view: BuyerView
  names: Map<string, string>
  unit: string
  locale: 'en' | 'zh'
  control: Control | null
}) {
  const t = useTranslations('room')
  const [retracting, setRetracting] = useState<{ of: string; bid: string } | null>(null)
  const [reason, setReason] = useState('')
  if (view.log.length === 0) return <Text c="dimmed">{t('noBids')}</Text>
  return (
    <>
      <table className="table" style={{ marginTop: 16 }} aria-label={t('log')}>
        <thead>
          <tr>
            <th>{t('time')}</th>
            <th>{t('bidder')}</th>
            <th className="number">{t('amount')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {view.log
            .slice(-SHOWN)
            .reverse()
            .map((bid) => (
              <BidRow key={bid.index} bid={bid} locale={locale} names={names} unit={unit} control={control} setRetracting={setRetracting} />
            ))}
        </tbody>
      </table>
      <Dialog opened={retracting !== null} onClose={() => setRetracting(null)} title={t('retract')}>
        <form
          onSubmit={async (event) => {
            event.preventDefault()
            if (retracting && control && (await control({ lotId: view.lotId, do: 'retract', ...retracting, reason }))) {
              setRetracting(null)
              setReason('')
            }
          }}
        >
          <Stack>
            <Text size="sm">{t('retractText')}</Text>
            <Textarea label={t('reason')} required minLength={3} value={reason} onChange={(event) => setReason(event.target.value)} />
            <Button type="submit">{t('retract')}</Button>
          </Stack>
        </form>
      </Dialog>
    </>
  )
}

interface BidRowProps {
  bid: BuyerView['log'][number]
  locale: Locale
  names: Map<string, string>
  unit: string
  control: Control | null
  setRetracting: (bid: { of: string; bid: string }) => void
}

function BidRow({ bid, locale, names, unit, control, setRetracting }: BidRowProps) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const zone = useTimeZone() ?? 'UTC'
  return (
    <tr>
      <td>{formatClock(bid.at, locale, zone)}</td>
      <td>{names.get(bid.bidder) ?? bid.bidder}</td>
      <td className="number">{formatBid(bid.amount, unit, numbers)}</td>
      <td>
        {bid.source === 'proxy' && <Badge color="gray">{t('automatic')}</Badge>}{' '}
        {bid.surrogate && (
          <Badge color="blue" title={bid.surrogate}>
            {t('byPhone')}
          </Badge>
        )}{' '}
        {bid.retracted ? (
          <Badge color="gray">{t('retracted')}</Badge>
        ) : (
          control &&
          bid.id && (
            <Button size="compact-xs" variant="subtle" onClick={() => setRetracting({ of: bid.bidder, bid: bid.id ?? '' })}>
              {t('retract')}
            </Button>
          )
        )}
      </td>
    </tr>
  )
}

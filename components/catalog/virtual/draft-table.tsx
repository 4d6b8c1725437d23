'use client'

import { Badge, Button, Group, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DataTable } from '@/components/ui/data-table'
import { Dialog } from '@/components/ui/dialog'
import { formatNumber, formatPercent, formatUnitPrice } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import type { Action } from '@/components/ui/use-action'
import type { DraftEntry } from '@/lib/catalog/virtual/views'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { Decimal } from '@/lib/platform/money/decimal'
import { ItemForm, type SaidOfOffer } from './item-form'

interface Props {
  catalogId: string
  entries: DraftEntry[]
  action: Action<SaidOfOffer & { catalogId: string; offerId: string }>
  locale: Locale
  numbers: NumberFormat
}

/** The offers of a draft; each opens for what is said of it by hand. */
export function DraftTable({ catalogId, entries, action, locale, numbers }: Props) {
  const t = useTranslations('catalogs')
  const [open, setOpen] = useState<DraftEntry | null>(null)
  return (
    <>
      <DataTable
        caption={t('offers')}
        columns={[
          { key: 'offer', header: t('offer') },
          { key: 'own', header: t('own') },
          { key: 'price', header: t('price'), numeric: true },
          { key: 'said', header: '' },
          { key: 'change', header: '' },
        ]}
        rows={entries.map((entry) => ({
          id: entry.offerId,
          cells: {
            offer: <OfferCell locale={locale} entry={entry} />,
            own: (
              <>
                {entry.buyerPartNumber ?? '–'}
                {entry.buyerName && (
                  <Text size="xs" c="dimmed">
                    {entry.buyerName}
                  </Text>
                )}
              </>
            ),
            price: <PriceCell numbers={numbers} entry={entry} />,
            said: <Said numbers={numbers} entry={entry} />,
            change: (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => setOpen(entry)}
                aria-label={t('changeOffer', { part: entry.part })}
              >
                {t('change')}
              </Button>
            ),
          },
        }))}
      />
      <Dialog opened={open !== null} onClose={() => setOpen(null)} title={open ? localText(open.name, locale) : ''}>
        {open && <ItemForm catalogId={catalogId} entry={open} action={action} onDone={() => setOpen(null)} />}
      </Dialog>
    </>
  )
}

/** What is said of the offer by hand. */
function Said({ numbers, entry }: Pick<Props, 'numbers'> & { entry: DraftEntry }) {
  const t = useTranslations('catalogs')
  return (
    <Group gap={4}>
      {entry.held && <Badge color="orange">{t('held')}</Badge>}
      {entry.preferred && <Badge color="blue">{t('preferred')}</Badge>}
      {entry.blocked && <Badge color="red">{t('blocked')}</Badge>}
      {entry.approval && <Badge color="orange">{t('approval')}</Badge>}
      {(entry.minimum || entry.maximum) && (
        <Badge color="gray">
          {entry.minimum ? formatNumber(entry.minimum, numbers) : ''}–{entry.maximum ? formatNumber(entry.maximum, numbers) : ''}
        </Badge>
      )}
      {entry.choice === 'pick' && <Badge color="green">{t('picked')}</Badge>}
      {!entry.inside && <Badge color="gray">{t('excluded')}</Badge>}
    </Group>
  )
}

function PriceCell({ numbers, entry }: Pick<Props, 'numbers'> & { entry: DraftEntry }) {
  const t = useTranslations('catalogs')
  const perUnit = (price: string, { priceBase, currency }: DraftEntry) =>
    formatUnitPrice(new Decimal(price).div(priceBase).toFixed(), currency, numbers)
  return (
    <>
      {perUnit(entry.listPrice, entry)}
      {(entry.price || entry.discount) && (
        <Text size="xs" c="dimmed">
          {t('ours', {
            price: entry.price ? perUnit(entry.price, entry) : `−${formatPercent(entry.discount ?? '0', numbers)}`,
          })}
        </Text>
      )}
    </>
  )
}

function OfferCell({ locale, entry }: Pick<Props, 'locale'> & { entry: DraftEntry }) {
  return (
    <>
      <AnchorLink href={`/catalog/${entry.productId}`}>{localText(entry.name, locale)}</AnchorLink>
      <Text size="xs" c="dimmed">
        {entry.supplier} · {entry.part}
      </Text>
    </>
  )
}

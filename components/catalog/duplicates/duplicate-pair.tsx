'use client'

import { Badge, Button, Card, Group, Radio, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { ProductPicture } from '@/components/catalog/offers/product-picture'
import { formatPercent, formatUnitPrice } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { type Action, useAction } from '@/components/ui/use-action'
import type { decideDuplicateInput } from '@/lib/catalog/duplicates/schemas'
import type { ComparedProduct, DuplicateRow } from '@/lib/catalog/duplicates/views'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { unitName } from '@/lib/platform/units/units'
import type { QuotedOffer } from '@/lib/pricing/quotes/views'

interface Props {
  pair: DuplicateRow
  /** who sells either product at what price, in the order of the pair's sides */
  offers: readonly [QuotedOffer[], QuotedOffer[]]
  state: 'open' | 'merged' | 'apart'
  decide: Action<z.input<typeof decideDuplicateInput>>
  locale: Locale
  numbers: NumberFormat
}

/** Two products that may be one, side by side; rows in which they differ stand out. What stands for both is chosen here. */
export function DuplicatePair({ pair, offers, state, decide, locale, numbers }: Props) {
  const t = useTranslations('duplicates')
  const { run, pending } = useAction(decide)
  const [first, second] = pair.sides
  const [head, setHead] = useState(fuller(first, second).id)
  const name = (product: ComparedProduct) => localText(product.name, locale)
  const label = `${name(first)} / ${name(second)}`
  const rows = rowsOf(pair.sides, offers, t, locale, numbers)
  return (
    <Card withBorder component="article" aria-label={label} data-testid="duplicate">
      <Stack gap="sm">
        <Group gap="xs" justify="space-between">
          <Group gap="xs">
            <Badge color={pair.reason === 'similar' ? 'blue' : 'green'}>{t(`reason.${pair.reason}`)}</Badge>
            <Text size="sm">{t('sure', { percent: formatPercent(pair.score * 100, numbers) })}</Text>
          </Group>
          <Group gap="xs">
            {state === 'open' ? (
              <>
                <Button size="xs" variant="default" loading={pending} onClick={() => run({ proposalId: pair.id, decision: 'apart' })}>
                  {t('keepApart')}
                </Button>
                <Button size="xs" loading={pending} onClick={() => run({ proposalId: pair.id, decision: 'merge', headId: head })}>
                  {t('merge')}
                </Button>
              </>
            ) : (
              <Button size="xs" variant="default" loading={pending} onClick={() => run({ proposalId: pair.id, decision: 'reopen' })}>
                {t(state === 'merged' ? 'unmerge' : 'reopen')}
              </Button>
            )}
          </Group>
        </Group>
        <PairTable pair={pair} state={state} locale={locale} label={label} head={head} setHead={setHead} rows={rows} />
      </Stack>
    </Card>
  )
}

/** What says more of itself stands for both unless somebody chooses otherwise. */
const fuller = (a: ComparedProduct, b: ComparedProduct) => {
  const says = ({ gtin, brand, partNumber, pictureFileId, attributes }: ComparedProduct) =>
    [gtin, brand, partNumber, pictureFileId].filter(Boolean).length + attributes.length
  return says(b) > says(a) ? b : a
}

function rowsOf(
  sides: DuplicateRow['sides'],
  offers: Props['offers'],
  t: ReturnType<typeof useTranslations<'duplicates'>>,
  locale: Locale,
  numbers: NumberFormat,
): { key: string; values: [ReactNode, ReactNode]; differs: boolean }[] {
  const text = (key: string, of: (product: ComparedProduct) => string | null) => {
    const [a, b] = [of(sides[0]), of(sides[1])]
    // What one of them leaves open is no difference.
    return { key, values: [a ?? '–', b ?? '–'] as [ReactNode, ReactNode], differs: a !== null && b !== null && a !== b }
  }
  const attribute = (name: string) => (product: ComparedProduct) => {
    const found = product.attributes.find((each) => each.name === name)
    return found ? [found.value, found.unit].filter(Boolean).join(' ') : null
  }
  const names = [...new Set(sides.flatMap(({ attributes }) => attributes.map(({ name }) => name)))]
  const sold = (all: QuotedOffer[]) => (
    <>
      {all.slice(0, 4).map((offer) => (
        <Text key={offer.id} size="sm">
          {offer.supplierName} · {offer.supplierPartNumber} · {formatUnitPrice(offer.unitPrice, offer.currency, numbers)}
        </Text>
      ))}
      {all.length === 0 && '–'}
    </>
  )
  return [
    text(t('brand'), ({ brand }) => brand),
    text(t('partNumber'), ({ partNumber }) => partNumber),
    text('GTIN', ({ gtin }) => gtin),
    text(t('unit'), ({ unit }) => unitName(unit, locale)),
    ...names.map((name) => text(name, attribute(name))),
    { key: t('offers'), values: [sold(offers[0]), sold(offers[1])], differs: false },
  ]
}

interface PairTableProps extends Pick<Props, 'pair' | 'state' | 'locale'> {
  label: string
  head: string
  setHead: (id: string) => void
  rows: ReturnType<typeof rowsOf>
}

function PairTable({ pair, state, locale, label, head, setHead, rows }: PairTableProps) {
  const t = useTranslations('duplicates')
  const name = (product: ComparedProduct) => localText(product.name, locale)
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="table columns" aria-label={label}>
        <thead>
          <tr>
            <th />
            {pair.sides.map((product) => (
              <th key={product.id} style={{ minWidth: 130, width: '42%' }}>
                <Group gap="xs" wrap="nowrap">
                  <ProductPicture fileId={product.pictureFileId} category={product.categoryCode} label={name(product)} size={36} />
                  <AnchorLink href={`/catalog/${product.id}`}>{name(product)}</AnchorLink>
                </Group>
                {state === 'open' && (
                  <Radio
                    mt={6}
                    size="xs"
                    name={`head-${pair.id}`}
                    label={t('standsForBoth')}
                    checked={head === product.id}
                    onChange={() => setHead(product.id)}
                  />
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, values, differs }) => (
            <tr key={key} className={differs ? 'marked' : undefined}>
              <th scope="row">
                {key}
                {differs && ' ≠'}
              </th>
              <td>{values[0]}</td>
              <td>{values[1]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

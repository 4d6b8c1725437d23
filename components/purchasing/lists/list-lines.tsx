'use client'

import { ActionIcon, Badge, Button, Group, NumberInput, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DataTable } from '@/components/ui/data-table'
import { formatMoney, formatQuantity, formatUnitPrice } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import type { Locale } from '@/lib/platform/i18n/locales'
import { ProductField } from './product-field'

interface Line {
  id: string
  text: string
  guessed: boolean
  quantity: string
  product: { id: string; name: string } | null
  offers: number
  /** at the quantity that can be ordered; net in the organization's currency, null without a rate */
  best: { supplier: string; quantity: string; unit: string; net: string | null; unitPrice: string; currency: string } | null
}

type Change = { lineId: string; quantity: string; productId?: string | null }

interface Props {
  lines: Line[]
  currency: string
  locale: Locale
  set: Action<Change>
  remove: Action<{ lineId: string }>
}

/** The lines of a list: what was meant, how many, and what the best offer of each costs. */
export function ListLines({ lines, currency, locale, set, remove }: Props) {
  const t = useTranslations('lists')
  const numbers = useNumberFormat()
  return (
    <DataTable
      caption={t('lines')}
      columns={[
        { key: 'product', header: t('product') },
        { key: 'quantity', header: t('quantity'), numeric: true },
        { key: 'price', header: t('bestPrice'), numeric: true },
        { key: 'net', header: t('bestNet'), numeric: true },
        { key: 'offers', header: t('offers'), numeric: true },
        { key: 'remove', header: '' },
      ]}
      rows={lines.map((line) => ({
        id: line.id,
        cells: {
          product: <Meant line={line} locale={locale} set={set} />,
          quantity: <Quantity key={line.quantity} line={line} set={set} />,
          price: line.best ? (
            <>
              {formatUnitPrice(line.best.unitPrice, line.best.currency, numbers)}
              <Text size="xs" c="dimmed">
                {line.best.supplier}
                {line.best.quantity !== line.quantity && ` · ${formatQuantity(line.best.quantity, line.best.unit, numbers, locale)}`}
              </Text>
            </>
          ) : (
            '–'
          ),
          net: line.best?.net ? formatMoney(line.best.net, currency, numbers) : '–',
          offers: line.offers,
          remove: <Remove line={line} remove={remove} />,
        },
      }))}
    />
  )
}

function Meant({ line, locale, set }: { line: Line; locale: Locale; set: Props['set'] }) {
  const t = useTranslations('lists')
  const [choosing, setChoosing] = useState(line.product === null)
  const { run, pending } = useAction(set)
  if (!line.product || choosing)
    return (
      <Group gap="xs" align="flex-end">
        <ProductField
          label={t('meant', { text: line.text })}
          locale={locale}
          onChoose={(product) => {
            setChoosing(false)
            run({ lineId: line.id, quantity: line.quantity, productId: product.id })
          }}
        />
        {!line.product && <Badge color="orange">{t('unknown')}</Badge>}
      </Group>
    )
  return (
    <>
      <AnchorLink href={`/catalog/${line.product.id}`}>{line.product.name}</AnchorLink>
      {line.guessed && (
        <Group gap={6} mt={4}>
          <Badge color="orange">{t('guessed', { text: line.text })}</Badge>
          <Button size="compact-xs" variant="light" loading={pending} onClick={() => run({ lineId: line.id, quantity: line.quantity })}>
            {t('right')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => setChoosing(true)}>
            {t('another')}
          </Button>
        </Group>
      )}
    </>
  )
}

function Quantity({ line, set }: { line: Line; set: Props['set'] }) {
  const t = useTranslations('lists')
  const [value, setValue] = useState<string | number>(line.quantity)
  const { run, pending, text } = useAction(set, { quiet: true })
  const commit = () => value !== '' && String(value) !== line.quantity && run({ lineId: line.id, quantity: String(value) })
  return (
    <NumberInput
      aria-label={t('quantityOf', { product: line.product?.name ?? line.text })}
      w={110}
      size="xs"
      min={0}
      value={value}
      onChange={setValue}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
      disabled={pending}
      error={text}
    />
  )
}

function Remove({ line, remove }: { line: Line; remove: Props['remove'] }) {
  const t = useTranslations('lists')
  const { run, pending } = useAction(remove)
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      loading={pending}
      aria-label={t('removeLine', { product: line.product?.name ?? line.text })}
      onClick={() => run({ lineId: line.id })}
    >
      <IconTrash size={16} />
    </ActionIcon>
  )
}

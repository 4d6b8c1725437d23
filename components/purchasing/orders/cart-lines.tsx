'use client'

import { ActionIcon, Badge, Button, Group, NumberInput, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { Fragment, useState } from 'react'
import { toAddress } from '@/components/catalog/configuration/choices-address'
import { ChosenList } from '@/components/catalog/configuration/chosen-list'
import { DataTable } from '@/components/ui/data-table'
import { formatMoney, formatQuantity, formatUnitPrice } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import type { Choices } from '@/lib/catalog/configuration/schemas'
import type { Locale } from '@/lib/platform/i18n/locales'
import { localText } from '@/lib/platform/i18n/locales'
import type { CartLineView } from '@/lib/purchasing/cart/views'

interface Props {
  lines: CartLineView[]
  locale: 'en' | 'zh'
  setQuantity: Action<{ lineId: string; quantity: string }>
  removeLine: Action<{ lineId: string }>
  addToCart: Action<{ offerId: string; quantity: string; choices?: Choices }>
  acceptChanges: Action<{ changes: string[] }>
}

/** Lines of one supplier: quantity in place, what changed with its own consent. */
export function CartLines(props: Props) {
  const t = useTranslations('cart')
  const numbers = useNumberFormat()
  const { lines, locale } = props
  return (
    <DataTable
      caption={t('title')}
      columns={[
        { key: 'item', header: t('item') },
        { key: 'quantity', header: t('quantity'), numeric: true },
        { key: 'price', header: t('unitPrice'), numeric: true },
        { key: 'net', header: t('net'), numeric: true },
        { key: 'remove', header: '' },
      ]}
      rows={lines.map((line) => ({
        id: line.id,
        cells: {
          item: (
            <>
              {line.offer ? (
                <AnchorLink href={lineAddress(line, line.offer)}>{localText(line.name, locale)}</AnchorLink>
              ) : (
                localText(line.name, locale)
              )}
              {line.offer && (
                <Text size="xs" c="dimmed">
                  {line.configuration?.partNumber || line.offer.supplierPartNumber}
                  {line.offer.leadTimeDays !== null &&
                    ` · ${t('leadTime', { days: line.offer.leadTimeDays + (line.configuration?.leadTimeDays ?? 0) })}`}
                </Text>
              )}
              {line.configuration && <ChosenList texts={line.configuration.texts} locale={locale} />}
              <Change line={line} {...props} />
              {line.instead.length > 0 && <Instead line={line} locale={locale} />}
            </>
          ),
          quantity: line.offer ? <Quantity key={line.quantity} line={line} action={props.setQuantity} /> : line.quantity,
          price: <PriceCell line={line} />,
          net: line.net && line.offer ? formatMoney(line.net, line.offer.currency, numbers) : '–',
          remove: <Remove line={line} name={localText(line.name, locale)} {...props} />,
        },
      }))}
    />
  )
}

/** To the product; of a configured line to what was chosen. */
function lineAddress({ configuration, quantity }: CartLineView, offer: NonNullable<CartLineView['offer']>): string {
  if (!offer.configurable) return `/catalog/${offer.productId}`
  const chosen = { offer: offer.id, quantity, ...(configuration && toAddress(configuration.choices)) }
  return `/catalog/${offer.productId}/configure?${new URLSearchParams(chosen)}`
}

function Change({ line, locale, acceptChanges }: Props & { line: CartLineView }) {
  const t = useTranslations('cart')
  const numbers = useNumberFormat()
  const { run, pending } = useAction(acceptChanges)
  const { change } = line
  if (!change) return null
  const text =
    change.kind === 'price'
      ? t('priceChanged', {
          before: formatUnitPrice(change.before, change.currency, numbers),
          after: formatUnitPrice(change.after, change.currency, numbers),
        })
      : change.kind !== 'quantity'
        ? t(change.kind)
        : change.nearest
          ? t('quantityChanged', { nearest: formatQuantity(change.nearest, line.offer?.unit ?? 'C62', numbers, locale) })
          : t('quantityImpossible')
  return (
    <Group gap={6} mt={4}>
      <Badge color="orange">{text}</Badge>
      <Button size="compact-xs" variant="light" loading={pending} onClick={() => run({ changes: [change.id] })}>
        {change.kind === 'price' || (change.kind === 'quantity' && change.nearest) ? t('accept') : t('takeOut')}
      </Button>
    </Group>
  )
}

function Quantity({ line, action }: { line: CartLineView; action: Props['setQuantity'] }) {
  const t = useTranslations('cart')
  const [value, setValue] = useState<string | number>(line.quantity)
  const { run, pending, text } = useAction(action, { quiet: true })
  const commit = () => String(value) !== line.quantity && value !== '' && run({ lineId: line.id, quantity: String(value) })
  return (
    <NumberInput
      aria-label={t('quantity')}
      w={110}
      size="xs"
      min={0}
      step={Number(line.offer?.step ?? 1)}
      value={value}
      onChange={setValue}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
      disabled={pending}
      error={text}
    />
  )
}

function Remove({ line, name, removeLine, addToCart }: Props & { line: CartLineView; name: string }) {
  const t = useTranslations('cart')
  const { offer, quantity, configuration } = line
  const { run, pending } = useAction(removeLine, {
    done: t('removed', { product: name }),
    ...(offer && { undo: () => addToCart({ offerId: offer.id, quantity, ...(configuration && { choices: configuration.choices }) }) }),
  })
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      loading={pending}
      aria-label={t('remove', { product: name })}
      onClick={() => run({ lineId: line.id })}
    >
      <IconTrash size={16} />
    </ActionIcon>
  )
}

function PriceCell({ line }: { line: CartLineView }) {
  const t = useTranslations('cart')
  const numbers = useNumberFormat()
  return (
    <>
      {line.unitPrice && line.offer ? formatUnitPrice(line.unitPrice, line.offer.currency, numbers) : '–'}
      {line.priceList && line.source && (
        <Text size="xs" c="dimmed">
          {t(`source.${line.source}`, { name: line.priceList })}
        </Text>
      )}
      {line.exhausted && (
        <Text size="xs" c="var(--stoa-warn)">
          {t('exhausted')}
        </Text>
      )}
    </>
  )
}

function Instead({ line, locale }: { line: CartLineView; locale: Locale }) {
  const t = useTranslations('cart')
  return (
    <Text size="sm">
      {t('instead')}{' '}
      {line.instead.map(({ productId, name }, index) => (
        <Fragment key={productId}>
          {index > 0 && ', '}
          <AnchorLink href={`/catalog/${productId}`}>{localText(name, locale)}</AnchorLink>
        </Fragment>
      ))}
    </Text>
  )
}

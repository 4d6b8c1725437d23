'use client'

import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { CategoryField } from '@/components/catalog/offers/category-field'
import { formatUnitPrice } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { SuggestField } from '@/components/ui/suggest-field'
import { TableFile } from '@/components/ui/table-file'
import { type Action, useAction } from '@/components/ui/use-action'
import { useAnswer } from '@/components/ui/use-answer'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { typedToDecimal } from '@/lib/platform/i18n/number-formats'
import type { OfferChoice } from '@/lib/pricing/price-lists/views'

interface Entry {
  offerId: string
  price: string | null
  discount: string | null
  agreed: string | null
}

interface Props {
  listId: string
  contract: boolean
  keep: Action<{ listId: string; entries: Entry[] }>
  discount: Action<{ listId: string; category: string | null; discount: string }, { added: number }>
}

/** The ways prices come into a list: one offer, a category at a discount, a file. */
export function PriceFields({ listId, contract, keep, discount }: Props) {
  const t = useTranslations('prices')
  const router = useRouter()
  return (
    <Stack gap="sm">
      <OnePrice listId={listId} contract={contract} keep={keep} />
      <CategoryDiscount listId={listId} discount={discount} />
      <Group gap="xs">
        <TableFile<{ saved: number; problems: [] }>
          url={`/api/price-lists/${listId}/prices`}
          label={t('fromFile')}
          onRead={({ saved }) => {
            notifications.show({ message: t('taken', { count: saved }), color: 'green' })
            router.refresh()
          }}
        />
        <Text size="sm" c="dimmed">
          {t(contract ? 'fileTextContract' : 'fileText')}
        </Text>
      </Group>
    </Stack>
  )
}

function OnePrice({ listId, contract, keep }: Pick<Props, 'listId' | 'contract' | 'keep'>) {
  const t = useTranslations('prices')
  const numbers = useNumberFormat()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<OfferChoice | null>(null)
  const [as, setAs] = useState<'price' | 'discount'>('price')
  const [amount, setAmount] = useState('')
  const [agreed, setAgreed] = useState('')
  const found =
    useAnswer<OfferChoice[]>(text.trim() && !chosen ? `/api/price-lists/${listId}/offers?q=${encodeURIComponent(text)}` : null) ?? []
  const { run, pending, fields } = useAction(keep, {
    done: t('priceSaved'),
    onDone: () => {
      setText('')
      setChosen(null)
      setAmount('')
      setAgreed('')
    },
  })
  const typed = (value: string) => (value.trim() === '' ? null : typedToDecimal(value, numbers))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen)
          run({
            listId,
            entries: [
              {
                offerId: chosen.offerId,
                price: as === 'price' ? typed(amount) : null,
                discount: as === 'discount' ? typed(amount) : null,
                agreed: typed(agreed),
              },
            ],
          })
      }}
    >
      <Group gap="xs" align="flex-start">
        <OfferField text={text} setText={setText} setChosen={setChosen} found={found} chosen={chosen} />
        <AmountFields as={as} setAs={setAs} amount={amount} setAmount={setAmount} fields={fields} />
        {contract && (
          <TextInput
            label={t('agreed')}
            description=" "
            inputMode="decimal"
            w={130}
            value={agreed}
            onChange={({ target }) => setAgreed(target.value)}
            error={fields['entries.0.agreed']}
          />
        )}
        <Button type="submit" loading={pending} disabled={!chosen} mt={44}>
          {t('set')}
        </Button>
      </Group>
    </form>
  )
}

function CategoryDiscount({ listId, discount }: Pick<Props, 'listId' | 'discount'>) {
  const t = useTranslations('prices')
  const numbers = useNumberFormat()
  const [category, setCategory] = useState<string | null>(null)
  const [percent, setPercent] = useState('')
  const { run, pending, fields } = useAction(discount, {
    onDone: ({ added }) => notifications.show({ message: t('added', { count: added }), color: 'green' }),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ listId, category, discount: typedToDecimal(percent, numbers) })
      }}
    >
      <Group gap="xs" align="flex-end">
        <div style={{ flex: 2, minWidth: 220 }}>
          <CategoryField label={t('category')} value={category} onChange={setCategory} />
        </div>
        <TextInput
          label={t('discount')}
          inputMode="decimal"
          w={120}
          value={percent}
          onChange={({ target }) => setPercent(target.value)}
          error={fields.discount}
        />
        <Button type="submit" variant="default" loading={pending} disabled={percent.trim() === ''}>
          {t('discountAll')}
        </Button>
      </Group>
    </form>
  )
}

interface OfferFieldProps {
  text: string
  setText: (text: string) => void
  setChosen: (offer: OfferChoice | null) => void
  found: OfferChoice[]
  chosen: OfferChoice | null
}

function OfferField({ text, setText, setChosen, found, chosen }: OfferFieldProps) {
  const t = useTranslations('prices')
  const locale = useLocale() as Locale
  const numbers = useNumberFormat()
  const label = (offer: OfferChoice) => `${offer.part} · ${localText(offer.name, locale)}`
  return (
    <SuggestField
      label={t('offer')}
      placeholder={t('offerHint')}
      style={{ flex: 2, minWidth: 220 }}
      text={text}
      onText={(value) => {
        setText(value)
        setChosen(null)
      }}
      suggestions={found.map((offer) => ({ value: offer.offerId, label: label(offer) }))}
      onChoose={({ value }) => {
        const offer = found.find(({ offerId }) => offerId === value)
        if (!offer) return
        setChosen(offer)
        setText(label(offer))
      }}
      description={
        chosen ? t('listPriceIs', { price: formatUnitPrice(chosen.price, chosen.currency, numbers), base: chosen.priceBase }) : ' '
      }
    />
  )
}

interface AmountFieldsProps {
  as: 'price' | 'discount'
  setAs: (as: 'price' | 'discount') => void
  amount: string
  setAmount: (amount: string) => void
  fields: { [k: string]: string }
}

function AmountFields({ as, setAs, amount, setAmount, fields }: AmountFieldsProps) {
  const t = useTranslations('prices')
  return (
    <>
      <NativeSelect
        label={t('as')}
        description=" "
        data={[
          { value: 'price', label: t('asPrice') },
          { value: 'discount', label: t('asDiscount') },
        ]}
        value={as}
        onChange={({ target }) => setAs(target.value as 'price')}
      />
      <TextInput
        label={as === 'price' ? t('price') : t('discount')}
        description=" "
        inputMode="decimal"
        w={120}
        value={amount}
        onChange={({ target }) => setAmount(target.value)}
        error={fields['entries.0.price'] ?? fields['entries.0.discount']}
      />
    </>
  )
}

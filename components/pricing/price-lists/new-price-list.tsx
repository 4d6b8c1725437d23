'use client'

import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { type PriceListKind, priceListKinds } from '@/lib/pricing/price-lists/kinds'

interface Props {
  action: Action<{ kind: PriceListKind; name: string; partnerId: string | null }, { id: string }>
  /** a buyer makes contracts alone */
  sells: boolean
  partners: { id: string; name: string }[]
}

/** A name, a kind and for a contract the other side; leads to the draft. */
export function NewPriceList({ action, sells, partners }: Props) {
  const t = useTranslations('prices')
  const router = useRouter()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<PriceListKind>(sells ? 'audience' : 'contract')
  const [partnerId, setPartnerId] = useState('')
  const { run, pending, fields } = useAction(action, { onDone: ({ id }) => router.push(`/prices/${id}`) })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ kind, name, partnerId: kind === 'contract' ? partnerId || null : null })
      }}
    >
      <Group gap="xs" align="flex-start">
        {sells && (
          <NativeSelect
            aria-label={t('kindLabel')}
            data={priceListKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            value={kind}
            onChange={({ target }) => setKind(target.value as PriceListKind)}
          />
        )}
        {kind === 'contract' && (
          <NativeSelect
            aria-label={t(sells ? 'buyer' : 'supplier')}
            data={[
              { value: '', label: t(sells ? 'chooseBuyer' : 'chooseSupplier') },
              ...partners.map(({ id, name: label }) => ({ value: id, label })),
            ]}
            value={partnerId}
            onChange={({ target }) => setPartnerId(target.value)}
            error={fields.partnerId}
          />
        )}
        <TextInput
          aria-label={t('name')}
          placeholder={t('name')}
          value={name}
          onChange={({ target }) => setName(target.value)}
          error={fields.name}
        />
        <Button type="submit" loading={pending}>
          {t('create')}
        </Button>
      </Group>
    </form>
  )
}

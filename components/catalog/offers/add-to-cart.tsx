'use client'

import { ActionIcon, Group, NumberInput } from '@mantine/core'
import { IconShoppingCartPlus } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'

interface Props {
  action: Action<{ offerId: string; quantity: string }>
  offerId: string
  quantity: string
  step: string
  label: string
}

/** Quantity in the unit's steps, and into the cart; Enter adds. */
export function AddToCart({ action, offerId, quantity, step, label }: Props) {
  const t = useTranslations('catalog')
  const [value, setValue] = useState<string | number>(quantity)
  const { run, pending } = useAction(action, { done: t('added', { product: label }) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    run({ offerId, quantity: String(value) })
  }
  return (
    <form onSubmit={submit}>
      <Group gap={6} wrap="nowrap">
        <NumberInput
          aria-label={t('quantityOf', { product: label })}
          w={92}
          size="xs"
          value={value}
          onChange={setValue}
          step={Number(step)}
          min={0}
        />
        <ActionIcon type="submit" loading={pending} size="md" aria-label={t('addLabel', { product: label })} title={t('add')}>
          <IconShoppingCartPlus size={18} />
        </ActionIcon>
      </Group>
    </form>
  )
}

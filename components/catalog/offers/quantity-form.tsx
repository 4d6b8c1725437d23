'use client'

import { Button, Group, NumberInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { usePathname, useRouter } from '@/lib/platform/i18n/navigation'

/** The quantity at which offers are compared; it stands in the address. */
export function QuantityForm({ quantity }: { quantity: string }) {
  const t = useTranslations('product')
  const router = useRouter()
  const path = usePathname()
  const [value, setValue] = useState<string | number>(quantity)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    router.push(value === '' ? path : `${path}?quantity=${value}`)
  }
  return (
    <form onSubmit={submit}>
      <Group gap={6}>
        <NumberInput aria-label={t('myQuantity')} placeholder={t('myQuantity')} w={130} min={0} value={value} onChange={setValue} />
        <Button type="submit" variant="default">
          {t('reprice')}
        </Button>
      </Group>
    </form>
  )
}

'use client'

import { Button } from '@mantine/core'
import { IconHeart, IconHeartFilled } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { type Action, useAction } from '@/components/ui/use-action'

interface Props {
  action: Action<{ productId: string; list: string }>
  productId: string
  kept: boolean
}

export function FavouriteButton({ action, productId, kept }: Props) {
  const t = useTranslations('product')
  const { run, pending } = useAction(action)
  return (
    <Button
      variant="default"
      loading={pending}
      leftSection={kept ? <IconHeartFilled size={16} /> : <IconHeart size={16} />}
      aria-pressed={kept}
      onClick={() => run({ productId, list: t('favouriteList') })}
    >
      {kept ? t('kept') : t('keep')}
    </Button>
  )
}

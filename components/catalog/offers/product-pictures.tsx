'use client'

import { Group, Stack, UnstyledButton } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ProductPicture } from './product-picture'

/** One picture large, the others as a row to choose from. */
export function ProductPictures({ name, category, fileIds }: { name: string; category: string | null; fileIds: string[] }) {
  const t = useTranslations('product')
  const [chosen, setChosen] = useState(0)
  return (
    <Stack gap="xs" align="center">
      <ProductPicture fileId={fileIds[chosen] ?? null} category={category} label={name} size={220} />
      {fileIds.length > 1 && (
        <Group gap={6} justify="center">
          {fileIds.map((fileId, index) => (
            <UnstyledButton
              key={fileId}
              aria-label={t('pictureOf', { number: index + 1, name })}
              aria-pressed={index === chosen}
              onClick={() => setChosen(index)}
              style={{ outline: index === chosen ? '2px solid var(--mantine-primary-color-filled)' : undefined, borderRadius: 4 }}
            >
              <ProductPicture fileId={fileId} category={category} label="" size={48} />
            </UnstyledButton>
          ))}
        </Group>
      )}
    </Stack>
  )
}

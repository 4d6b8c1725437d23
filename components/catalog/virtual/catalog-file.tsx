'use client'

import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { TableFile } from '@/components/ui/table-file'
import type { TableProblem } from '@/lib/platform/files/headed-table'
import { useRouter } from '@/lib/platform/i18n/navigation'

/** The draft as a sheet, out and in again. */
export function CatalogFile({ catalogId }: { catalogId: string }) {
  const t = useTranslations('catalogs')
  const locale = useLocale()
  const router = useRouter()
  const [saved, setSaved] = useState<number | null>(null)
  const url = `/api/virtual-catalogs/${catalogId}/offers`
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button component="a" href={`${url}?lang=${locale}`} download variant="default" size="xs" leftSection={<IconDownload size={14} />}>
          {t('download')}
        </Button>
        <TableFile<{ saved: number; problems: TableProblem[] }>
          url={url}
          label={t('upload')}
          onRead={(answer) => {
            setSaved(answer.saved)
            router.refresh()
          }}
        />
      </Group>
      {saved !== null && (
        <Alert color="green" role="status">
          {t('uploaded', { count: saved })}
        </Alert>
      )}
    </Stack>
  )
}

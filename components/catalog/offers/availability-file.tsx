'use client'

import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { TableFile } from '@/components/ui/table-file'
import type { TableProblem } from '@/lib/platform/files/headed-table'
import { useRouter } from '@/lib/platform/i18n/navigation'

interface Answer {
  changed: number
  unknown: string[]
  problems: TableProblem[]
}

/** Stock and lead times between versions: a sheet out, the same sheet in. */
export function AvailabilityFile({ catalogId }: { catalogId: string }) {
  const t = useTranslations('selling')
  const locale = useLocale()
  const router = useRouter()
  const [read, setRead] = useState<Answer | null>(null)
  const url = `/api/catalogs/${catalogId}/availability`
  return (
    <Card withBorder>
      <Stack gap="xs" align="flex-start">
        <Title order={2}>{t('availability')}</Title>
        <Text size="sm" c="dimmed">
          {t('availabilityText')}
        </Text>
        <Group gap="xs">
          <Button
            component="a"
            href={`${url}?lang=${locale}`}
            download
            variant="default"
            size="xs"
            leftSection={<IconDownload size={14} />}
          >
            {t('availabilitySheet')}
          </Button>
          <TableFile<Answer>
            url={url}
            label={t('availabilityUpload')}
            onRead={(answer) => {
              setRead(answer)
              router.refresh()
            }}
          />
        </Group>
        {read && (
          <Alert color={read.unknown.length > 0 ? 'orange' : 'green'} role="status" w="100%">
            {t('availabilityRead', { count: read.changed })}
            {read.unknown.length > 0 && ` ${t('availabilityUnknown', { parts: read.unknown.join(', ') })}`}
          </Alert>
        )}
      </Stack>
    </Card>
  )
}

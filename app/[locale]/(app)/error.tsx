'use client'

import { Button, Paper, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('errors')
  return (
    <Paper withBorder p="xl" role="alert">
      <Stack align="center">
        <Text fw={600}>{t('unexpected')}</Text>
        <Text c="dimmed">{t('unexpectedText')}</Text>
        {error.digest && (
          <Text size="xs" c="dimmed">
            {error.digest}
          </Text>
        )}
        <Button onClick={reset}>{t('again')}</Button>
      </Stack>
    </Paper>
  )
}

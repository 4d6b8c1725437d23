'use client'

import { Button, Container, Paper, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { startTransition } from 'react'
import { useRouter } from '@/lib/platform/i18n/navigation'

/** What stands in place of a page that failed: it says so, and tries again by asking the server anew. */
export function ErrorPanel({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('errors')
  const router = useRouter()
  const again = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <Container size="sm" py="xl">
      <Paper withBorder p="xl" role="alert">
        <Stack align="center">
          <Text component="h1" fw={600} m={0}>
            {t('unexpected')}
          </Text>
          <Text c="dimmed" ta="center">
            {t('unexpectedText')}
          </Text>
          {error.digest && (
            <Text size="xs" c="dimmed">
              {error.digest}
            </Text>
          )}
          <Button onClick={again}>{t('again')}</Button>
        </Stack>
      </Paper>
    </Container>
  )
}

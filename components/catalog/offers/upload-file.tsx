'use client'

import { Alert, Button, Card, FileInput, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useProblemText } from '@/components/ui/use-action'
import type { Problem } from '@/lib/platform/errors'
import { useRouter } from '@/lib/platform/i18n/navigation'

/** First step of an import: the file, sent as it is, with progress. */
export function UploadFile({ catalogId }: { catalogId: string }) {
  const t = useTranslations('imports')
  const router = useRouter()
  const problemText = useProblemText()
  const [file, setFile] = useState<File | null>(null)
  const [sent, setSent] = useState<number | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const upload = () => {
    if (!file) return
    setProblem(null)
    setSent(0)
    // fetch cannot tell how far an upload is
    const request = new XMLHttpRequest()
    request.open('POST', `/api/imports?catalog=${catalogId}&name=${encodeURIComponent(file.name)}`)
    request.responseType = 'json'
    request.upload.onprogress = (event) => setSent(Math.round((event.loaded / event.total) * 100))
    request.onerror = () => {
      setSent(null)
      setProblem({ code: 'unavailable', status: 503 })
    }
    request.onload = () => {
      setSent(null)
      if (request.status === 200) router.push(`/selling/imports/${request.response.importId}`)
      else setProblem(request.response ?? { code: 'unexpected', status: 500 })
    }
    request.send(file)
  }
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Title order={2}>{t('upload')}</Title>
        <Text size="sm" c="dimmed">
          {t('uploadText')}
        </Text>
        <Group align="flex-end">
          <FileInput
            label={t('file')}
            placeholder={t('choose')}
            accept=".csv,.tsv,.txt,.xlsx"
            value={file}
            onChange={setFile}
            style={{ flex: 1, minWidth: 200 }}
            clearable
          />
          <Button onClick={upload} disabled={!file} loading={sent !== null}>
            {t('next')}
          </Button>
        </Group>
        {sent !== null && <Progress value={sent} aria-label={t('uploading')} />}
        {problem && (
          <Alert color="red" role="alert">
            {problemText(problem).text}
          </Alert>
        )}
      </Stack>
    </Card>
  )
}

'use client'

import { ActionIcon, Alert, Button, Card, FileButton, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { IconFileTypePdf, IconStar, IconTrash } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, useAction, useProblemText } from '@/components/ui/use-action'
import type { Problem } from '@/lib/platform/errors'
import { useRouter } from '@/lib/platform/i18n/navigation'

interface Props {
  /** where files are sent to */
  uploadTo: string
  files: { fileId: string; kind: 'picture' | 'document'; file: { name: string; size: number } }[]
  /** null: this organization keeps the product; else who does */
  keptBy: string | null
  editable: boolean
  remove: Action<{ fileId: string }>
  showFirst: Action<{ fileId: string }>
}

/** Pictures and documents of a product: several can be added at once, the first picture is the one that lists show. */
export function ProductFiles({ uploadTo, files, keptBy, editable, remove, showFirst }: Props) {
  const t = useTranslations('offer')
  const router = useRouter()
  const problemText = useProblemText()
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null)
  const [problems, setProblems] = useState<string[]>([])
  const removing = useAction(remove)
  const moving = useAction(showFirst)
  const upload = async (kind: 'picture' | 'document', chosen: File[]) => {
    setProblems([])
    for (const [done, file] of chosen.entries()) {
      setProgress({ done, of: chosen.length })
      const answer = await fetch(`${uploadTo}?kind=${kind}&name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        body: file,
      }).catch(() => null)
      if (answer?.ok) continue
      const problem: Problem = answer ? await answer.json() : { code: 'unavailable', status: 503 }
      setProblems((before) => [...before, `${file.name}: ${problemText(problem).text}`])
    }
    setProgress(null)
    router.refresh()
  }
  const of = (kind: 'picture' | 'document') => files.filter((file) => file.kind === kind)
  const add = (kind: 'picture' | 'document', accept: string, label: string) =>
    editable &&
    keptBy === null && (
      <FileButton multiple accept={accept} onChange={(chosen) => upload(kind, chosen)} disabled={progress !== null}>
        {(props) => (
          <Button {...props} variant="default" size="xs">
            {label}
          </Button>
        )}
      </FileButton>
    )
  const trash = (fileId: string, name: string) =>
    editable &&
    keptBy === null && (
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('removeFile', { name })}
        loading={removing.pending}
        onClick={() => window.confirm(t('removeFile', { name })) && removing.run({ fileId })}
      >
        <IconTrash size={16} />
      </ActionIcon>
    )
  return (
    <Card withBorder>
      <Stack gap="sm">
        {keptBy && <Alert color="gray">{t('keptBy', { name: keptBy })}</Alert>}
        <Group justify="space-between">
          <Title order={2}>{t('pictures')}</Title>
          {add('picture', 'image/png,image/jpeg,image/webp,image/gif,image/avif,image/svg+xml', t('addPictures'))}
        </Group>
        {of('picture').length === 0 && (
          <Text size="sm" c="dimmed">
            {t('noPictures')}
          </Text>
        )}
        <Group>
          {of('picture').map(({ fileId, file }, index) => (
            <Stack key={fileId} gap={2} align="center">
              {/* biome-ignore lint/performance/noImgElement: small already, and only for whoever may see it */}
              <img src={`/api/files/${fileId}`} alt={file.name} width={96} height={96} style={{ objectFit: 'contain' }} />
              <Group gap={2}>
                {index > 0 && editable && keptBy === null && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('showFirst', { name: file.name })}
                    loading={moving.pending}
                    onClick={() => moving.run({ fileId })}
                  >
                    <IconStar size={16} />
                  </ActionIcon>
                )}
                {trash(fileId, file.name)}
              </Group>
            </Stack>
          ))}
        </Group>
        <Group justify="space-between">
          <Title order={2}>{t('documents')}</Title>
          {add('document', 'application/pdf', t('addDocuments'))}
        </Group>
        {of('document').length === 0 && (
          <Text size="sm" c="dimmed">
            {t('noDocuments')}
          </Text>
        )}
        {of('document').map(({ fileId, file }) => (
          <Group key={fileId} gap="xs">
            <IconFileTypePdf size={18} />
            <a href={`/api/files/${fileId}`}>{file.name}</a>
            {trash(fileId, file.name)}
          </Group>
        ))}
        {progress && (
          <Progress value={(progress.done / progress.of) * 100} aria-label={t('uploading', { done: progress.done, of: progress.of })} />
        )}
        {problems.map((problem) => (
          <Alert key={problem} color="red" role="alert">
            {problem}
          </Alert>
        ))}
      </Stack>
    </Card>
  )
}

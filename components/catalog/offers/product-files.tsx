'use client'

import { ActionIcon, Alert, Button, Card, FileButton, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { IconFileTypePdf, IconStar, IconTrash } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useConfirm } from '@/components/ui/confirm'
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
  const changes = editable && keptBy === null
  return (
    <Card withBorder>
      <Stack gap="sm">
        {keptBy && <Alert color="gray">{t('keptBy', { name: keptBy })}</Alert>}
        <Group justify="space-between">
          <Title order={2}>{t('pictures')}</Title>
          {changes && (
            <AddFiles
              accept="image/png,image/jpeg,image/webp,image/gif,image/avif,image/svg+xml"
              label={t('addPictures')}
              busy={progress !== null}
              onChoose={(chosen) => upload('picture', chosen)}
            />
          )}
        </Group>
        {of('picture').length === 0 && (
          <Text size="sm" c="dimmed">
            {t('noPictures')}
          </Text>
        )}
        <Group>
          {of('picture').map(({ fileId, file }, index) => (
            <Picture key={fileId} fileId={fileId} name={file.name} {...(changes && { remove, ...(index > 0 && { showFirst }) })} />
          ))}
        </Group>
        <Group justify="space-between">
          <Title order={2}>{t('documents')}</Title>
          {changes && (
            <AddFiles
              accept="application/pdf"
              label={t('addDocuments')}
              busy={progress !== null}
              onChoose={(chosen) => upload('document', chosen)}
            />
          )}
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
            {changes && <RemoveFile fileId={fileId} name={file.name} action={remove} />}
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

function AddFiles({ accept, label, busy, onChoose }: { accept: string; label: string; busy: boolean; onChoose(files: File[]): void }) {
  return (
    <FileButton multiple accept={accept} onChange={onChoose} disabled={busy}>
      {(props) => (
        <Button {...props} variant="default" size="xs">
          {label}
        </Button>
      )}
    </FileButton>
  )
}

interface PictureProps {
  fileId: string
  name: string
  remove?: Props['remove']
  showFirst?: Props['showFirst']
}

function Picture({ fileId, name, remove, showFirst }: PictureProps) {
  return (
    <Stack gap={2} align="center">
      {/* biome-ignore lint/performance/noImgElement: small already, and only for whoever may see it */}
      <img src={`/api/files/${fileId}`} alt={name} width={96} height={96} style={{ objectFit: 'contain' }} />
      <Group gap={2}>
        {showFirst && <ShowFirst fileId={fileId} name={name} action={showFirst} />}
        {remove && <RemoveFile fileId={fileId} name={name} action={remove} />}
      </Group>
    </Stack>
  )
}

function ShowFirst({ fileId, name, action }: { fileId: string; name: string; action: Props['showFirst'] }) {
  const t = useTranslations('offer')
  const { run, pending } = useAction(action)
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={t('showFirst', { name })} loading={pending} onClick={() => run({ fileId })}>
      <IconStar size={16} />
    </ActionIcon>
  )
}

function RemoveFile({ fileId, name, action }: { fileId: string; name: string; action: Props['remove'] }) {
  const t = useTranslations('offer')
  const ask = useConfirm()
  const { run, pending } = useAction(action)
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t('removeFile', { name })}
      loading={pending}
      onClick={async () => (await ask({ question: t('removeFileSure', { name }), action: t('remove') })) && run({ fileId })}
    >
      <IconTrash size={16} />
    </ActionIcon>
  )
}

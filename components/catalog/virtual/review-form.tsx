'use client'

import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'

interface Remark {
  offerId: string | null
  text: string
}

interface Props {
  catalogId: string
  number: number
  action: Action<{ catalogId: string; number: number; accept: boolean; remarks: Remark[] }>
  /** the lines that changed, for remarks on them */
  lines: { id: string; label: string }[]
}

/** A second person accepts a version, or sends it back with remarks on its lines. */
export function ReviewForm({ catalogId, number, action, lines }: Props) {
  const t = useTranslations('catalogs')
  const [remarks, setRemarks] = useState<Remark[]>([])
  const { run, pending, fields } = useAction(action, { onDone: () => setRemarks([]) })
  const decide = (accept: boolean) => run({ catalogId, number, accept, remarks: remarks.filter(({ text }) => text.trim() !== '') })
  return (
    <Stack gap="xs">
      {remarks.map((remark, index) => (
        // remarks have no name of their own; they are only added at the end
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Group key={index} gap="xs" align="flex-end" wrap="nowrap">
          <NativeSelect
            label={t('remarkOn')}
            data={[{ value: '', label: t('wholeVersion') }, ...lines.map(({ id, label }) => ({ value: id, label }))]}
            value={remark.offerId ?? ''}
            onChange={({ target }) => setRemarks(remarks.with(index, { ...remark, offerId: target.value || null }))}
            maw={260}
          />
          <TextInput
            label={t('remark')}
            style={{ flex: 1 }}
            maxLength={500}
            value={remark.text}
            onChange={({ target }) => setRemarks(remarks.with(index, { ...remark, text: target.value }))}
          />
        </Group>
      ))}
      {fields.remarks && (
        <Text size="sm" c="var(--stoa-bad)" role="alert">
          {fields.remarks}
        </Text>
      )}
      <Group gap="xs">
        <Button loading={pending} onClick={() => decide(true)}>
          {t('accept')}
        </Button>
        <Button variant="default" loading={pending} onClick={() => decide(false)}>
          {t('sendBack')}
        </Button>
        <Button variant="subtle" onClick={() => setRemarks([...remarks, { offerId: null, text: '' }])}>
          {t('addRemark')}
        </Button>
      </Group>
    </Stack>
  )
}

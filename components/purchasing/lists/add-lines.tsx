'use client'

import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { said } from '@/components/ui/said'
import { TableFile } from '@/components/ui/table-file'
import { type Action, useAction } from '@/components/ui/use-action'
import type { TableProblem } from '@/lib/platform/files/headed-table'
import type { Locale } from '@/lib/platform/i18n/locales'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { rowsOf } from '@/lib/purchasing/lists/model'
import { ProductField } from './product-field'

interface Added {
  added: number
  unknown: number
  problems: TableProblem[]
}

interface Props {
  listId: string
  addRows: Action<{ listId: string; rows: string[][] }, Added>
  addProduct: Action<{ listId: string; productId: string; quantity: string }>
  locale: Locale
}

/** The ways lines come into a list: one product, a pasted text, a file. */
export function AddLines({ listId, addRows, addProduct, locale }: Props) {
  const t = useTranslations('lists')
  const reasons = useTranslations('tableFile')
  const router = useRouter()
  const [pasting, setPasting] = useState(false)
  const [text, setText] = useState('')
  const [problems, setProblems] = useState<TableProblem[]>([])
  const tell = ({ added, unknown }: Added) =>
    notifications.show({ message: t('added', { added, unknown }), color: unknown > 0 ? 'orange' : 'green' })
  const one = useAction(addProduct)
  const many = useAction(addRows, {
    onDone: (result) => {
      setProblems(result.problems)
      if (result.problems.length > 0) return
      tell(result)
      setText('')
      setPasting(false)
    },
  })
  return (
    <Group align="flex-end" gap="xs">
      <ProductField label={t('addProduct')} locale={locale} onChoose={({ id }) => one.run({ listId, productId: id, quantity: '1' })} />
      <Button size="xs" variant="default" onClick={() => setPasting(true)}>
        {t('paste')}
      </Button>
      <TableFile<Added>
        url={`/api/lists/${listId}/rows`}
        label={t('fromFile')}
        onRead={(result) => {
          tell(result)
          router.refresh()
        }}
      />
      <Dialog opened={pasting} onClose={() => setPasting(false)} title={t('paste')}>
        <Stack gap="sm">
          <Textarea
            label={t('pasteLabel')}
            description={t('pasteHint')}
            placeholder={'NR-4100; 200\nHex bolt M8 x 40; 500'}
            minRows={8}
            autosize
            maxRows={16}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          {problems.map((problem) => (
            <Text key={`${problem.row} ${problem.column}`} size="sm" c="var(--stoa-bad)" role="alert">
              {t('problemIn', { row: problem.row, value: problem.value })} {said(reasons, `reason.${problem.reason}`)}
            </Text>
          ))}
          <Group justify="flex-end">
            <Button disabled={text.trim() === ''} loading={many.pending} onClick={() => many.run({ listId, rows: rowsOf(text) })}>
              {t('add')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </Group>
  )
}

'use client'

import { Alert, Button, FileButton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { said } from '@/components/ui/said'
import type { Problem } from '@/lib/platform/errors'
import type { TableProblem } from '@/lib/platform/files/headed-table'
import { useProblemText } from './use-action'

interface Props<Answer> {
  /** takes the file as its body */
  url: string
  label: string
  onRead: (answer: Answer) => void
}

/** Sends a CSV or XLSX file to be read; what is wrong with it is listed by row and column, and nothing of it is taken. */
export function TableFile<Answer extends { problems: TableProblem[] }>({ url, label, onRead }: Props<Answer>) {
  const t = useTranslations('tableFile')
  const problemText = useProblemText()
  const [pending, setPending] = useState(false)
  const [problems, setProblems] = useState<TableProblem[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const read = async (file: File | null) => {
    if (!file) return
    setPending(true)
    setProblems([])
    setRefused(null)
    try {
      const response = await fetch(url, { method: 'POST', body: file })
      if (!response.ok) return setRefused(problemText((await response.json()) as Problem).text)
      const answer = (await response.json()) as Answer
      setProblems(answer.problems)
      if (answer.problems.length === 0) onRead(answer)
    } catch {
      setRefused(t('failed'))
    } finally {
      setPending(false)
    }
  }
  return (
    <>
      <FileButton accept=".csv,.txt,.xlsx" onChange={read} key={String(pending)}>
        {(props) => (
          <Button {...props} variant="default" size="xs" loading={pending} leftSection={<IconUpload size={14} />}>
            {label}
          </Button>
        )}
      </FileButton>
      {refused && (
        <Alert color="red" role="alert" w="100%">
          {refused}
        </Alert>
      )}
      {problems.length > 0 && <Problems problems={problems} />}
    </>
  )
}

function Problems({ problems }: { problems: TableProblem[] }) {
  const t = useTranslations('tableFile')
  return (
    <Alert color="red" role="alert" title={t('problems', { count: problems.length })} w="100%">
      <div style={{ overflow: 'auto', maxHeight: 260 }}>
        <table className="table" aria-label={t('problemTable')}>
          <thead>
            <tr>
              <th className="number">{t('row')}</th>
              <th>{t('column')}</th>
              <th>{t('value')}</th>
              <th>{t('remedy')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ row, column, value, reason }) => (
              <tr key={`${row} ${column} ${reason}`}>
                <td className="number">{row}</td>
                <td>{column}</td>
                <td>{value}</td>
                <td>{said(t, `reason.${reason}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Alert>
  )
}

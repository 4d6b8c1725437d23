'use client'

import { Anchor, Badge, Button, Card, Group, Progress, Stack, Text } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ask } from '@/components/shell/use-socket'
import { formatBid } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { said } from '@/components/ui/said'
import { TableFile } from '@/components/ui/table-file'
import type { TableProblem } from '@/lib/platform/files/headed-table'
import { amountUnit } from '@/lib/sourcing/auction/rules/formats/traits'
import type { BidAnswer } from '@/lib/sourcing/auction/rules/wire'
import type { FileBid } from '@/lib/sourcing/events/schemas'
import type { EventDetails } from '@/lib/sourcing/events/views'
import type { Room } from './use-room'

interface Row extends FileBid {
  /** kept until it is answered, so that sending it again does nothing twice */
  id: string
  state: 'ready' | 'accepted' | 'refused' | 'unanswered'
  code: string | null
}

const WAIT_MS = 1100

/** Bids for many lots from a spreadsheet: read, looked over, and then sent one by one with the checks and receipts of any bid. */
export function BidFile({ event, room }: { event: EventDetails; room: Room }) {
  const t = useTranslations('bidFile')
  const locale = useLocale()
  const [rows, setRows] = useState<Row[]>([])
  const [sent, setSent] = useState<number | null>(null)
  const left = rows.filter(({ state }) => state === 'ready' || state === 'unanswered')

  const send = async (chosen: Row[], confirm = false) => {
    for (const [index, row] of chosen.entries()) {
      setSent(Math.round((100 * index) / chosen.length))
      const answer = await bid(room, row, confirm)
      setRows((before) => before.map((other) => (other.lotId === row.lotId ? { ...other, ...answer } : other)))
    }
    setSent(null)
  }
  return (
    <Card withBorder>
      <details className="more">
        <summary>{t('title')}</summary>
        <Stack gap="sm" mt="xs">
          <Text size="sm" c="dimmed">
            {t('text')}
          </Text>
          <Group gap="sm">
            <Anchor size="sm" underline="always" href={`/api/events/${event.id}/workbook?lang=${locale}`}>
              {t('template')}
            </Anchor>
            <TableFile<{ bids: FileBid[]; problems: TableProblem[] }>
              url={`/api/events/${event.id}/bid-file`}
              label={t('choose')}
              onRead={({ bids }) => setRows(bids.map((row) => ({ ...row, id: crypto.randomUUID(), state: 'ready', code: null })))}
            />
          </Group>
          {rows.length > 0 && (
            <>
              <Rows event={event} rows={rows} confirm={(row) => send([row], true)} />
              {sent !== null && <Progress value={sent} aria-label={t('sending')} />}
              <Group>
                <Button disabled={!room.joined || left.length === 0} loading={sent !== null} onClick={() => send(left)}>
                  {t('send', { count: left.length })}
                </Button>
              </Group>
            </>
          )}
        </Stack>
      </details>
    </Card>
  )
}

const colours = { ready: 'gray', accepted: 'green', refused: 'red', unanswered: 'orange' } as const

function Rows({ event, rows, confirm }: { event: EventDetails; rows: Row[]; confirm: (row: Row) => void }) {
  const t = useTranslations('bidFile')
  const room = useTranslations('room')
  const numbers = useNumberFormat()
  const lots = new Map(event.lots.map((lot) => [lot.id, lot]))
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="table" aria-label={t('bids')} aria-live="polite">
        <thead>
          <tr>
            <th>{t('lot')}</th>
            <th className="number">{t('bid')}</th>
            <th>{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const lot = lots.get(row.lotId)
            return (
              <tr key={row.lotId}>
                <td>{lot?.title}</td>
                <td className="number">{lot && formatBid(row.amount, amountUnit(lot.rules), numbers)}</td>
                <td>
                  <Badge color={colours[row.state]}>{t(`is.${row.state}`)}</Badge> {row.code && said(room, `rejection.${row.code}`)}{' '}
                  {row.code === 'OUTLIER_UNCONFIRMED' && (
                    <Button size="compact-xs" variant="default" onClick={() => confirm(row)}>
                      {room('outlierConfirm')}
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Sends one bid of the file, again and again where the server asks for patience. */
async function bid(room: Room, { lotId, id, amount }: Row, confirm: boolean): Promise<Partial<Row>> {
  if (!room.socket) return { state: 'unanswered' }
  const input = { lotId, id, amount, ...(confirm && { confirm: true }) }
  let answer = await ask<BidAnswer>(room.socket, 'bid', input)
  while (!answer.ok && answer.problem.code === 'rate_limited') {
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
    answer = await ask<BidAnswer>(room.socket, 'bid', input)
  }
  if (!answer.ok) return { state: 'unanswered' }
  room.take(answer.data.view)
  // What was refused is another bid when it is sent again.
  return answer.data.accepted ? { state: 'accepted', code: null } : { state: 'refused', code: answer.data.code, id: crypto.randomUUID() }
}

'use client'

import { Alert, Button, Card, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { ask } from '@/components/shell/use-socket'
import { useNumberFormat } from '@/components/ui/number-format'
import { said } from '@/components/ui/said'
import { useProblemText } from '@/components/ui/use-action'
import { typedToDecimal } from '@/lib/platform/i18n/number-formats'
import { amountUnit, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { PracticeAnswer } from '@/lib/sourcing/auction/rules/wire'
import type { EventDetails } from '@/lib/sourcing/events/views'
import type { Room } from './use-room'

/** A clock that is off by more, or a message that takes longer, is worth a word before the last seconds count. */
const CLOCK_OFF_MS = 2000
const SLOW_MS = 500

interface Props {
  room: Room
  /** those that have not opened */
  lots: EventDetails['lots']
}

/** Before it opens: is the connection good, is the clock right, and how does bidding go? */
export function Lobby({ room, lots }: Props) {
  const t = useTranslations('lobby')
  return (
    <Card withBorder>
      <Stack>
        <div>
          <Title order={2}>{t('title')}</Title>
          <Text size="sm" c="dimmed">
            {t('text')}
          </Text>
        </div>
        <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          <Check good={room.joined} text={t(room.joined ? 'connected' : 'notConnected')} />
          {room.offsetError !== null && (
            <>
              <Check
                good={Math.abs(room.offset) < CLOCK_OFF_MS}
                text={t(Math.abs(room.offset) < CLOCK_OFF_MS ? 'clockGood' : 'clockOff', { seconds: Math.round(room.offset / 100) / 10 })}
              />
              <Check
                good={room.offsetError < SLOW_MS}
                text={t(room.offsetError < SLOW_MS ? 'fast' : 'slow', { milliseconds: room.offsetError })}
              />
            </>
          )}
        </Stack>
        <Practice room={room} lots={lots} />
      </Stack>
    </Card>
  )
}

const Check = ({ good, text }: { good: boolean; text: string }) => (
  <Text component="li" size="sm" c={good ? undefined : 'var(--stoa-warn)'}>
    {good ? '✓' : '!'} {text}
  </Text>
)

/** A first bid that counts for nothing: the way there and back is the real one. */
function Practice({ room, lots }: Props) {
  const t = useTranslations('lobby')
  const says = useTranslations('room')
  const problemText = useProblemText()
  const numbers = useNumberFormat()
  const [lotId, setLot] = useState(lots[0]?.id ?? '')
  const [typed, setTyped] = useState('')
  const [pending, setPending] = useState(false)
  const [result, setResult] = useState<{ good: boolean; text: string } | null>(null)
  const lot = lots.find(({ id }) => id === lotId) ?? lots[0]
  if (!lot) return null
  const clock = traitsOf(lot.rules.format).kind === 'clock'
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!room.socket) return
    setPending(true)
    const sentAt = Date.now() + room.offset
    const amount = typedToDecimal(typed, numbers)
    const answer = await ask<PracticeAnswer>(room.socket, 'practice', { lotId: lot.id, ...(!clock && { amount }) })
    setPending(false)
    if (!answer.ok) return setResult({ good: false, text: problemText(answer.problem).text })
    const { accepted, code, receivedAt } = answer.data
    const took = says('took', { ms: Math.max(0, Math.round(receivedAt - sentAt)) })
    setResult({ good: accepted, text: `${accepted ? t('wouldCount') : said(says, `rejection.${code}`)} ${took}` })
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs">
        {lots.length > 1 && (
          <NativeSelect
            label={t('lot')}
            value={lot.id}
            onChange={({ target }) => setLot(target.value)}
            data={lots.map(({ id, title }) => ({ value: id, label: title }))}
          />
        )}
        {!clock && (
          <TextInput
            label={t('practiceBid', { currency: amountUnit(lot.rules) })}
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            styles={{ input: { textAlign: 'right' } }}
          />
        )}
        <Button type="submit" variant="default" loading={pending} disabled={!room.joined || (!clock && typed === '')}>
          {t(clock ? 'practiceAccept' : 'practice')}
        </Button>
      </Group>
      <div aria-live="polite">
        {result && (
          <Alert mt="xs" color={result.good ? 'green' : 'orange'} title={t('practised')}>
            {result.text}
          </Alert>
        )}
      </div>
    </form>
  )
}

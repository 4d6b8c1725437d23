'use client'

import { Button, Card, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { formatTime } from '@/components/ui/format'
import { type Action, useAction } from '@/components/ui/use-action'
import type { EventDetails } from '@/lib/sourcing/events/views'

interface Props {
  event: EventDetails
  locale: 'en' | 'zh'
  timeZone: string
  asks: boolean
  answers: boolean
  ask: Action<{ eventId: string; text: string }>
  answer: Action<{ questionId: string; answer: string }>
  send: Action<{ eventId: string; text: string }>
}

/** Messages from the buyer and questions of bidders; answers go to all. */
export function EventTalk({ event, locale, timeZone, asks, answers, ask, answer, send }: Props) {
  const t = useTranslations('talk')
  return (
    <Card withBorder>
      <Stack>
        <Title order={2}>{t('title')}</Title>
        {event.messages.length === 0 && event.questions.length === 0 && <Text c="dimmed">{t('empty')}</Text>}
        {event.messages.map((message) => (
          <div key={message.id}>
            <Text size="xs" c="dimmed">
              {t('messageToAll')} · {formatTime(message.at, locale, timeZone)}
            </Text>
            <Text style={{ whiteSpace: 'pre-wrap' }}>{message.text}</Text>
          </div>
        ))}
        {event.questions.map((question) => (
          <div key={question.id}>
            <Text size="xs" c="dimmed">
              {question.by ?? (question.own ? t('yourQuestion') : t('question'))} · {formatTime(question.askedAt, locale, timeZone)}
            </Text>
            <Text fw={600}>{question.text}</Text>
            {question.answer ? (
              <Text style={{ whiteSpace: 'pre-wrap' }}>{question.answer}</Text>
            ) : answers ? (
              <Say
                label={t('answer')}
                button={t('answerAll')}
                send={(text) => ({ questionId: question.id, answer: text })}
                action={answer}
              />
            ) : (
              <Text c="dimmed">{t('unanswered')}</Text>
            )}
          </div>
        ))}
        {asks && <Say label={t('ask')} button={t('askButton')} send={(text) => ({ eventId: event.id, text })} action={ask} />}
        {answers && <Say label={t('message')} button={t('messageButton')} send={(text) => ({ eventId: event.id, text })} action={send} />}
      </Stack>
    </Card>
  )
}

function Say<Input>({
  label,
  button,
  send,
  action,
}: {
  label: string
  button: string
  send: (text: string) => Input
  action: Action<Input>
}) {
  const [text, setText] = useState('')
  const { run, pending } = useAction(action, { onDone: () => setText('') })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run(send(text))
      }}
    >
      <Group align="flex-end">
        <Textarea
          label={label}
          autosize
          value={text}
          onChange={(event) => setText(event.target.value)}
          style={{ flex: 1, minWidth: 200 }}
        />
        <Button type="submit" variant="default" loading={pending} disabled={text.trim().length < 1}>
          {button}
        </Button>
      </Group>
    </form>
  )
}

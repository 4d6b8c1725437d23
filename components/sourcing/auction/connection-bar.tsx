'use client'

import { Alert, Badge, Group } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { Room } from './use-room'

/** Connection and clock, always visible; a banner while offline. */
export function ConnectionBar({ room }: { room: Room }) {
  const t = useTranslations('room')
  return (
    <>
      {!room.joined && (
        <Alert color="orange" role="status">
          {room.connected ? t('joining') : t('offline')}
        </Alert>
      )}
      <Group gap="xs">
        <Badge color={room.joined ? 'green' : 'orange'}>{room.joined ? t('connected') : t('notConnected')}</Badge>
        <Badge color="gray">
          {room.offsetError === null ? t('clockUnknown') : t('clock', { offset: Math.round(room.offset) || 0, error: room.offsetError })}
        </Badge>
      </Group>
    </>
  )
}

'use client'

import { ActionIcon, Indicator, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { RelativeTime } from '@/components/ui/relative-time'
import { said } from '@/components/ui/said'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { closePanel, HeaderPanel } from './header-panel'
import { useSocket } from './use-socket'

const PANEL = 'notifications'

interface Item {
  id: string
  kind: string
  data: Record<string, string>
  href: string
  createdAt: string
  read: boolean
}

/** What happened, live; opening it marks everything as read. */
export function NotificationBell({ unread, markRead }: { unread: number; markRead: () => Promise<unknown> }) {
  const t = useTranslations('notifications')
  const router = useRouter()
  const { socket } = useSocket()
  const [count, setCount] = useState(unread)
  const [items, setItems] = useState<Item[] | 'failed' | null>(null)
  useEffect(() => setCount(unread), [unread])
  useEffect(() => {
    if (!socket) return
    const arrive = () => {
      setCount((before) => before + 1)
      router.refresh()
    }
    socket.on('notification', arrive)
    return () => {
      socket.off('notification', arrive)
    }
  }, [socket, router])
  const load = async () => {
    const answer = await fetch('/api/notifications')
      .then((response) => (response.ok ? (response.json() as Promise<{ items: Item[] }>) : null))
      .catch(() => null)
    setItems(answer?.items ?? 'failed')
    // What could not be shown stays unread.
    if (!answer) return
    setCount(0)
    await markRead()
  }
  const list = Array.isArray(items) ? items : []
  return (
    <>
      <Indicator label={count} size={16} disabled={count === 0} color="red.9" offset={4}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('bell', { count })} aria-haspopup="dialog" popoverTarget={PANEL}>
          <IconBell size={18} />
        </ActionIcon>
      </Indicator>
      <HeaderPanel id={PANEL} label={t('bell', { count })} w={340} onToggle={(event) => event.newState === 'open' && load()}>
        <Items items={items} list={list} />
      </HeaderPanel>
    </>
  )
}

function Items({ items, list }: { items: Item[] | 'failed' | null; list: Item[] }) {
  const t = useTranslations('notifications')
  const router = useRouter()
  return (
    <Stack gap={4}>
      {items === null && <Skeleton h={40} />}
      {(items === 'failed' || items?.length === 0) && (
        <Text c="dimmed" size="sm" p="sm">
          {t(items === 'failed' ? 'failed' : 'none')}
        </Text>
      )}
      {list.map((item) => (
        <UnstyledButton
          key={item.id}
          p={6}
          onClick={() => {
            closePanel(PANEL)
            router.push(item.href)
          }}
        >
          <Text size="sm" fw={item.read ? 400 : 600}>
            {said(t, `${item.kind}.title`, item.data)}
          </Text>
          <Text size="xs" c="dimmed">
            <RelativeTime at={item.createdAt} />
          </Text>
        </UnstyledButton>
      ))}
    </Stack>
  )
}

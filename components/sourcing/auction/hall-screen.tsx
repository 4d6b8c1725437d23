'use client'

import { ActionIcon, Badge, Box, Card, Group, SimpleGrid, Text, Title } from '@mantine/core'
import { IconMaximize } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { formatBid } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import type { AuctionFormat } from '@/lib/sourcing/auction/rules/formats/traits'
import { amountUnit } from '@/lib/sourcing/auction/rules/formats/traits'
import type { ScreenView } from '@/lib/sourcing/auction/rules/wire'
import { TimeLeft } from './clock'
import { PriceClock } from './price-clock'
import { useRoom, useServerNow } from './use-room'

interface Lot {
  id: string
  title: string
  rules: { format: AuctionFormat; currency: string; discount: 'percent' | 'amount' | null }
}

/** An auction on the wall: time and lead of every lot, large; no names, no reserve, nothing of any one bidder. */
export function HallScreen({ id, title, buyer, lots }: { id: string; title: string; buyer: string; lots: Lot[] }) {
  const t = useTranslations('room')
  const room = useRoom(id, 'screen')
  const now = useServerNow(room.offset)
  const shown = lots.flatMap((lot) => {
    const view = room.lots.get(lot.id)
    return view?.side === 'screen' ? [{ lot, view }] : []
  })
  return (
    <Box component="main" id="main" p="lg" mih="100vh">
      <Group justify="space-between" mb="lg">
        <div>
          <Title order={1} fz="clamp(1.5rem, 3vw, 3rem)">
            {title}
          </Title>
          <Text c="dimmed">{buyer}</Text>
        </div>
        <Group>
          <Badge size="lg" color={room.joined ? 'green' : 'orange'} role="status">
            {t(room.joined ? 'connected' : 'notConnected')}
          </Badge>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('fullScreen')}
            onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}
          >
            <IconMaximize size={18} />
          </ActionIcon>
        </Group>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: Math.min(2, lots.length), lg: Math.min(4, Math.ceil(Math.sqrt(lots.length))) }}>
        {shown.map(({ lot, view }) => (
          <LotOnScreen key={lot.id} lot={lot} view={view} now={now} large={lots.length <= 6} />
        ))}
      </SimpleGrid>
    </Box>
  )
}

function LotOnScreen({ lot, view, now, large }: { lot: Lot; view: ScreenView; now: number; large: boolean }) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const unit = amountUnit(lot.rules)
  const size = large ? 56 : 28
  return (
    <Card withBorder p={large ? 'xl' : 'md'} data-testid="screen-lot">
      <Title order={2} mb="sm">
        {lot.title}
      </Title>
      {view.priceClock && view.phase !== 'pending' ? (
        <PriceClock lot={view} unit={unit} now={now} size={size} />
      ) : (
        <>
          <TimeLeft lot={view} now={now} size={size} />
          <Text size="sm" c="dimmed" mt="md">
            {t(view.lead === null && view.ceiling !== null ? 'startPrice' : 'lead')}
          </Text>
          <Text fz={size * 0.75} fw={700} lh={1.1} className="nowrap">
            {(view.lead ?? view.ceiling) ? formatBid((view.lead ?? view.ceiling) as string, unit, numbers) : '–'}
          </Text>
          {view.bids > 0 && (
            <Text size="sm" c="dimmed">
              {t('bidCount', { count: view.bids })}
            </Text>
          )}
        </>
      )}
    </Card>
  )
}

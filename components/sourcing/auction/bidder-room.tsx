'use client'

import { Group, Stack, Switch } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { EventDetails } from '@/lib/sourcing/events/views'
import { BidFile } from './bid-file'
import { BidderLot } from './bidder-lot'
import { ConnectionBar } from './connection-bar'
import { Lobby } from './lobby'
import { LotBoard } from './lot-board'
import { useRankAlarm } from './use-rank-alarm'
import { useRoom, useServerNow } from './use-room'
import { waitsForLotBefore } from './waits'

/** As many lots fit on a screen as cards; more stand in a table in which all can be bid on by keyboard. */
const MAX_CARDS = 3

/** The bidder's room: all lots of an event, live. */
export function BidderRoom({ event, locale, bids }: { event: EventDetails; locale: 'en' | 'zh'; bids: boolean }) {
  const t = useTranslations('room')
  const room = useRoom(event.id)
  const now = useServerNow(room.offset)
  const views = useMemo(() => [...room.lots.values()].filter((view) => view.side === 'bidder'), [room.lots])
  const alarm = useRankAlarm(views)
  const lots = event.lots.flatMap((lot) => {
    const view = room.lots.get(lot.id)
    return view?.side === 'bidder' ? [{ lot, view, waits: waitsForLotBefore(event, lot, room.lots) }] : []
  })
  const lobby = lots.filter(({ view }) => view.phase === 'pending').map(({ lot }) => lot)
  const clock = event.lots.some((lot) => traitsOf(lot.rules.format).kind === 'clock')
  const shared = { event, room, now, locale, bids }
  return (
    <Stack>
      <ConnectionBar room={room} />
      {bids && lobby.length > 0 && lobby.length === lots.length && <Lobby room={room} lots={lobby} />}
      {lots.length > MAX_CARDS ? (
        <LotBoard lots={lots} {...shared} />
      ) : (
        lots.map((entry) => <BidderLot key={entry.lot.id} {...entry} {...shared} />)
      )}
      {bids && lots.length > 1 && !clock && lots.some(({ view }) => view.phase !== 'closed') && <BidFile event={event} room={room} />}
      <Group gap="lg">
        <Switch label={t('sound')} checked={alarm.sound} onChange={({ target }) => alarm.setSound(target.checked)} />
        <Switch label={t('badgeAlarm')} checked={alarm.badge} onChange={({ target }) => alarm.setBadge(target.checked)} />
        <Switch label={t('titleAlarm')} checked={alarm.title} onChange={({ target }) => alarm.setTitle(target.checked)} />
      </Group>
    </Stack>
  )
}

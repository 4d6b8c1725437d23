'use client'

import { Button, Card, Checkbox, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { formatBid } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { amountUnit } from '@/lib/sourcing/auction/rules/formats/traits'
import type { StandingBid } from '@/lib/sourcing/auction/rules/views'
import type { EventDetails } from '@/lib/sourcing/events/views'
import { knownSuppliers } from './bidder-names'

/** Instead of an award: a short list of bidders goes on in another round, from the best bids of this one on. */
export function NextRound({ event, bids }: { event: EventDetails; bids: Record<string, StandingBid[]> }) {
  const t = useTranslations('round')
  const numbers = useNumberFormat()
  const router = useRouter()
  const [chosen, setChosen] = useState(() => [...new Set(Object.values(bids).flatMap((lot) => lot.map((bid) => bid.supplierId)))])
  const open = event.lots.filter((lot) => !lot.award)
  /** the places that a supplier has, lot by lot */
  const places = (supplierId: string) =>
    open.flatMap((lot) => {
      const index = bids[lot.id]?.findIndex((bid) => bid.supplierId === supplierId) ?? -1
      const amount = bids[lot.id]?.[index]?.amount
      return amount ? [t('place', { lot: lot.title, place: index + 1, amount: formatBid(amount, amountUnit(lot.rules), numbers) })] : []
    })
  const query = new URLSearchParams([['round', event.id], ...chosen.map((id) => ['invite', id])])
  return (
    <Card withBorder>
      <Stack>
        <div>
          <Title order={2}>{t('next')}</Title>
          <Text size="sm" c="dimmed">
            {t('text')}
          </Text>
        </div>
        <Checkbox.Group label={t('shortList')} value={chosen} onChange={setChosen}>
          <Stack gap="xs" mt="xs">
            {knownSuppliers(event).map(({ supplierId, name }) => (
              <Checkbox key={supplierId} value={supplierId} label={name} description={places(supplierId).join(' · ') || t('noBid')} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group>
          <Button variant="default" disabled={chosen.length === 0} onClick={() => router.push(`/auctions/new?${query}`)}>
            {t('setUp', { count: chosen.length })}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}

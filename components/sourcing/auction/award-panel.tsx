'use client'

import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useConfirm } from '@/components/ui/confirm'
import { type Action, useAction } from '@/components/ui/use-action'
import { traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { StandingBid } from '@/lib/sourcing/auction/rules/views'
import type { EventDetails } from '@/lib/sourcing/events/views'
import { AwardAll } from './award-all'
import { type AwardChoice, AwardForm } from './award-form'
import { Awarded } from './awarded'
import { knownSuppliers } from './bidder-names'
import { LedgerProof } from './ledger-proof'

interface Props {
  event: EventDetails
  /** what stands in each lot, the best first */
  bids: Record<string, StandingBid[]>
  awards: boolean
  award: Action<AwardChoice>
  takeBack: Action<{ lotId: string; reason: string }>
  leave: Action<{ eventId: string }>
}

/** After the close: award each lot to a supplier, to another than the best with a reason; the order is placed with it. */
export function AwardPanel({ event, bids, awards, award, takeBack, leave }: Props) {
  const t = useTranslations('award')
  const ask = useConfirm()
  const unawarded = useAction(leave)
  const left = event.lots.flatMap((lot) => {
    const best = lot.award ? undefined : bids[lot.id]?.[0]
    return best ? [{ lotId: lot.id, supplierId: best.supplierId }] : []
  })
  return (
    <Card withBorder>
      <Stack>
        <Group justify="space-between">
          <Title order={2}>{t('title')}</Title>
          {awards && event.state === 'closed' && (
            <Group gap="xs">
              {left.length > 1 && <AwardAll lots={left} award={award} />}
              <Button
                variant="default"
                size="xs"
                loading={unawarded.pending}
                onClick={async () => (await ask({ question: t('leaveSure'), action: t('leave') })) && unawarded.run({ eventId: event.id })}
              >
                {t('leave')}
              </Button>
            </Group>
          )}
        </Group>
        {event.lots.map((lot) => (
          <Stack key={lot.id} gap="xs">
            <Text fw={600}>{lot.title}</Text>
            {lot.phase === 'closed' && <LedgerProof lotId={lot.id} />}
            {lot.award ? (
              <Awarded event={event} lot={lot} award={lot.award} takeBack={awards ? takeBack : null} />
            ) : (
              awards &&
              event.state === 'closed' && (
                <AwardForm
                  lotId={lot.id}
                  best={bids[lot.id]?.[0]?.supplierId ?? null}
                  training={event.training}
                  contracts={!traitsOf(lot.rules.format).sells}
                  suppliers={knownSuppliers(event).map(({ supplierId, name }) => ({ value: supplierId, label: name }))}
                  action={award}
                />
              )
            )}
          </Stack>
        ))}
      </Stack>
    </Card>
  )
}

'use client'

import { Alert, Button, Card, Group, NativeSelect, Stack, Text, Textarea, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { formatBid, formatMoney } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import { amountUnit, isForward } from '@/lib/auction/formats/rooms'
import type { EventDetails, Offer } from '@/lib/auction/views'
import { AwardAll } from './award-all'
import { knownSuppliers } from './bidder-names'
import { LedgerProof } from './ledger-proof'

interface Props {
  event: EventDetails
  /** what stands in each lot, the best first */
  offers: Record<string, Offer[]>
  awards: boolean
  award: Action<{ lotId: string; supplierId: string; reason: string | null }>
  leave: Action<{ eventId: string }>
}

/** After the close: award each lot to a supplier, to another than the best with a reason; the order is placed with it. */
export function AwardPanel({ event, offers, awards, award, leave }: Props) {
  const t = useTranslations('award')
  const numbers = useNumberFormat()
  const unawarded = useAction(leave)
  const left = event.lots.flatMap((lot) => {
    const best = lot.award ? undefined : offers[lot.id]?.[0]
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
                onClick={() => window.confirm(t('leaveSure')) && unawarded.run({ eventId: event.id })}
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
              <Alert color="green">
                {t('awarded', {
                  supplier: event.invitations.find((entry) => entry.supplierId === lot.award?.supplierId)?.name ?? '',
                  price: formatBid(lot.award.price, amountUnit(lot.rules), numbers),
                })}{' '}
                {lot.award.savings &&
                  t(isForward(lot.rules.format) ? 'gain' : 'savings', {
                    amount: formatMoney(lot.award.savings, event.currency, numbers),
                  })}{' '}
                {lot.award.orderId && <AnchorLink href={`/orders/${lot.award.orderId}`}>{t('order')}</AnchorLink>}
                {lot.award.reason && <Text size="sm">{lot.award.reason}</Text>}
              </Alert>
            ) : (
              awards &&
              event.state === 'closed' && (
                <AwardForm
                  lotId={lot.id}
                  best={offers[lot.id]?.[0]?.supplierId ?? null}
                  training={event.training}
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

function AwardForm({
  lotId,
  best,
  training,
  suppliers,
  action,
}: {
  lotId: string
  best: string | null
  training: boolean
  suppliers: { value: string; label: string }[]
  action: Props['award']
}) {
  const t = useTranslations('award')
  const [supplierId, setSupplier] = useState(best)
  const [reason, setReason] = useState('')
  const { run, pending, fields } = useAction(action, { done: t(training ? 'doneTraining' : 'done') })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (supplierId) run({ lotId, supplierId, reason: reason || null })
      }}
    >
      <Group align="flex-end">
        <NativeSelect
          label={t('supplier')}
          data={suppliers}
          value={supplierId ?? ''}
          onChange={({ target }) => setSupplier(target.value)}
          error={fields.supplierId}
        />
        <Textarea
          label={t('reason')}
          description={t('reasonText')}
          autosize
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={fields.reason}
          style={{ flex: 1, minWidth: 200 }}
        />
        <Button type="submit" loading={pending} disabled={!supplierId}>
          {t(training ? 'buttonTraining' : 'button')}
        </Button>
      </Group>
    </form>
  )
}

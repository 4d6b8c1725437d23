import { Alert, Group, Stack, Text } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { acceptClosingAction, declineClosingAction, withdrawClosingAction } from '@/app/actions/orders'
import { ActionButton } from '@/components/ui/action-button'
import { formatQuantity } from '@/components/ui/format'
import { ReasonButton } from '@/components/ui/reason-button'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import type { OrderDetails } from '@/lib/purchasing/orders/views'

interface Props {
  order: OrderDetails
  closing: NonNullable<OrderDetails['closing']>
  numbers: NumberFormat
}

/** What one side proposes to deliver no more, with the answer of the other. */
export async function OrderClosing({ order, closing, numbers }: Props) {
  const t = await getTranslations('order')
  const locale = (await getLocale()) as Locale
  const own = closing.side === order.side
  const partner = (order.side === 'buyer' ? order.supplier : order.buyer).name
  const answers = order.steps.some(({ step }) => step === (own ? 'propose_closing' : 'close_rest'))
  const decline = async (reason: string) => {
    'use server'
    return declineClosingAction({ closingId: closing.id, reason })
  }
  return (
    <Alert color="orange" mb="md" title={t(own ? 'closing.own' : 'closing.theirs', { partner })}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{closing.reason}</Text>
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {closing.lines.map(({ lineId, quantity }) => {
            const line = order.lines.find(({ id }) => id === lineId)
            return (
              line && (
                <li key={lineId}>
                  {formatQuantity(quantity.toString(), line.unit, numbers, locale)} {localText(line.name, locale)}
                </li>
              )
            )
          })}
        </ul>
        <Text size="sm">{t(own ? 'closing.ownText' : 'closing.theirsText', { partner })}</Text>
        {answers && own && (
          <ActionButton
            variant="default"
            action={withdrawClosingAction}
            input={{ closingId: closing.id }}
            done={t('done.closingWithdrawn')}
          >
            {t('closing.withdraw')}
          </ActionButton>
        )}
        {answers && !own && (
          <Group gap="xs">
            <ActionButton action={acceptClosingAction} input={{ closingId: closing.id }} done={t('done.restClosed')}>
              {t('closing.accept')}
            </ActionButton>
            <ReasonButton
              label={t('closing.decline')}
              question={t('closing.declineWhy')}
              action={decline}
              done={t('done.closingDeclined')}
            />
          </Group>
        )}
      </Stack>
    </Alert>
  )
}

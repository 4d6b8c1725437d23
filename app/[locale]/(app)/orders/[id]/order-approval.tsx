import { Alert, Group, Stack, Text } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { approveOrderAction, rejectOrderAction } from '@/app/actions/orders'
import { ActionButton } from '@/components/ui/action-button'
import { ReasonButton } from '@/components/ui/reason-button'
import { mayDecide } from '@/lib/parties/approvals/policy'
import type { ReadContext } from '@/lib/platform/context'
import type { OrderDetails } from '@/lib/purchasing/orders/views'

/** What an order needs before it is sent, and the decision for who may take it. */
export async function OrderApproval({ ctx, order }: { ctx: ReadContext; order: OrderDetails }) {
  const t = await getTranslations()
  const approves = mayDecide(ctx.actor, { kind: 'order', requestedBy: order.placedBy })
  const reject = async (reason: string) => {
    'use server'
    return rejectOrderAction({ orderId: order.id, reason })
  }
  return (
    <Alert color="blue" mb="md" title={t('order.pendingApproval')}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t(approves ? 'order.approveText' : 'order.approvalText')}</Text>
        {order.steps.some(({ step }) => step === 'approve') && (
          <Group gap="xs">
            <ActionButton action={approveOrderAction} input={{ orderId: order.id }} done={t('order.done.approved')}>
              {t('order.approve')}
            </ActionButton>
            <ReasonButton label={t('order.reject')} question={t('order.rejectWhy')} action={reject} done={t('order.done.rejected')} />
          </Group>
        )}
      </Stack>
    </Alert>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type BulkAction, Selection } from '@/components/ui/selection'
import type { Action } from '@/components/ui/use-action'
import { type OrderState, type OrderStep, stepsOf } from '@/lib/purchasing/orders/states'

/** Steps that need no more than the order itself. */
type WholeStep = Extract<OrderStep, 'answer' | 'accept_changes' | 'receive' | 'close'>

interface Props {
  orders: { id: string; number: string; state: string }[]
  side: 'buyer' | 'supplier'
  /** the steps that this user may take */
  actions: Partial<Record<WholeStep, Action<{ orderId: string }>>>
  children: ReactNode
}

/** Several orders at once: confirmed in full, received, closed. */
export function OrderSelection({ orders, side, actions, children }: Props) {
  const t = useTranslations('orders')
  const bulk = (Object.entries(actions) as [WholeStep, Action<{ orderId: string }>][]).map(
    ([step, action]): BulkAction => ({
      key: step,
      label: t(`bulk.${step}`),
      rows: new Map(
        orders.filter(({ state }) => stepsOf(state as OrderState, side).includes(step)).map((order) => [order.id, order.number]),
      ),
      run: (orderId) => action({ orderId }),
    }),
  )
  return (
    <Selection rows={orders.map(({ id }) => id)} actions={bulk}>
      {children}
    </Selection>
  )
}

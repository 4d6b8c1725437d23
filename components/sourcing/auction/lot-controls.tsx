'use client'

import { Button, Group } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useConfirm } from '@/components/ui/confirm'
import type { BuyerView, ControlMessage } from '@/lib/sourcing/auction/rules/wire'

/** Sends an order of the buyer's; what was refused is shown. */
export type Control = (message: ControlMessage) => Promise<boolean>

/** What the buyer may do to an open lot, each asked about once more. */
export function LotControls({ view, control }: { view: BuyerView; control: Control }) {
  const t = useTranslations('room')
  const ask = useConfirm()
  const { lotId } = view
  const asked = async (question: 'pauseSure' | 'extendSure' | 'closeSure', action: string, message: ControlMessage) =>
    (await ask({ question: t(question), action })) && control(message)
  return (
    <Group gap="xs">
      {view.phase === 'paused' ? (
        <Button size="xs" onClick={() => control({ lotId, do: 'resume' })}>
          {t('resume')}
        </Button>
      ) : (
        <Button size="xs" variant="default" onClick={() => asked('pauseSure', t('pause'), { lotId, do: 'pause' })}>
          {t('pause')}
        </Button>
      )}
      {!view.priceClock && (
        <Button size="xs" variant="default" onClick={() => asked('extendSure', t('extend'), { lotId, do: 'extend', seconds: 300 })}>
          {t('extend')}
        </Button>
      )}
      <Button size="xs" variant="default" color="red" onClick={() => asked('closeSure', t('closeNow'), { lotId, do: 'close' })}>
        {t('closeNow')}
      </Button>
    </Group>
  )
}

'use client'

import { Button, Group } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { BuyerView, ControlMessage } from '@/lib/sourcing/auction/rules/wire'

/** Sends an order of the buyer's; what was refused is shown. */
export type Control = (message: ControlMessage) => Promise<boolean>

/** What the buyer may do to an open lot, each asked about once more. */
export function LotControls({ view, control }: { view: BuyerView; control: Control }) {
  const t = useTranslations('room')
  const { lotId } = view
  return (
    <Group gap="xs">
      {view.phase === 'paused' ? (
        <Button size="xs" onClick={() => control({ lotId, do: 'resume' })}>
          {t('resume')}
        </Button>
      ) : (
        <Button size="xs" variant="default" onClick={() => window.confirm(t('pauseSure')) && control({ lotId, do: 'pause' })}>
          {t('pause')}
        </Button>
      )}
      {!view.priceClock && (
        <Button
          size="xs"
          variant="default"
          onClick={() => window.confirm(t('extendSure')) && control({ lotId, do: 'extend', seconds: 300 })}
        >
          {t('extend')}
        </Button>
      )}
      <Button size="xs" variant="default" color="red" onClick={() => window.confirm(t('closeSure')) && control({ lotId, do: 'close' })}>
        {t('closeNow')}
      </Button>
    </Group>
  )
}

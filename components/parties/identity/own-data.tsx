'use client'

import { Button, Group } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useConfirm } from '@/components/ui/confirm'
import { type Action, useAction } from '@/components/ui/use-action'

/** A copy of what is kept about oneself, and the end of it. */
export function OwnData({ freshProof, erase }: { freshProof: Action<void>; erase: Action<void> }) {
  const t = useTranslations('ownData')
  const locale = useLocale()
  const ask = useConfirm()
  const copying = useAction(freshProof, { onDone: () => window.location.assign('/api/my-data') })
  const erasing = useAction(erase, { onDone: () => window.location.assign(`/${locale}/sign-in`) })
  return (
    <Group>
      <Button variant="default" loading={copying.pending} onClick={() => copying.run()}>
        {t('copy')}
      </Button>
      <Button
        variant="default"
        loading={erasing.pending}
        onClick={async () => (await ask({ question: t('eraseSure'), action: t('erase') })) && erasing.run()}
      >
        {t('erase')}
      </Button>
    </Group>
  )
}

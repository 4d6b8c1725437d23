import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import {
  addPasskeyAction,
  confirmCodeAppAction,
  removeCodeAppAction,
  removePasskeyAction,
  renewRecoveryCodesAction,
  startCodeAppAction,
  startPasskeyAction,
} from '@/app/actions/second-step'
import { AddSecondStep, RenewRecoveryCodes } from '@/components/parties/identity/second-step'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { RelativeTime } from '@/components/ui/relative-time'
import { mySecondStep } from '@/lib/parties/identity/queries'
import type { ReadContext } from '@/lib/platform/context'

/** What the user shows besides a password, or instead of one. */
export async function SecondStepCard({ ctx }: { ctx: ReadContext }) {
  const t = await getTranslations('secondStep')
  const { passkeys, codeAppSince, recoveryCodes } = await mySecondStep(ctx)
  const hasAny = passkeys.length > 0 || codeAppSince !== null
  const actions = {
    startCodeApp: startCodeAppAction,
    confirmCodeApp: confirmCodeAppAction,
    startPasskey: startPasskeyAction,
    addPasskey: addPasskeyAction,
  }
  const codeApp = codeAppSince && {
    id: 'code-app',
    cells: {
      what: t('codeApp'),
      since: <RelativeTime at={codeAppSince.toISOString()} />,
      lastUse: '',
      remove: (
        <ActionButton size="compact-xs" variant="default" action={removeCodeAppAction} input={undefined} confirm={t('removeSure')}>
          {t('remove')}
        </ActionButton>
      ),
    },
  }
  const rows = passkeys.map((passkey) => ({
    id: passkey.id,
    cells: {
      what: t('passkeyCalled', { name: passkey.name }),
      since: <RelativeTime at={passkey.createdAt.toISOString()} />,
      lastUse: passkey.lastUsedAt && <RelativeTime at={passkey.lastUsedAt.toISOString()} />,
      remove: (
        <ActionButton
          size="compact-xs"
          variant="default"
          action={removePasskeyAction}
          input={{ passkeyId: passkey.id }}
          confirm={t('removeSure')}
        >
          {t('remove')}
        </ActionButton>
      ),
    },
  }))
  return (
    <Card withBorder>
      <Title order={2}>{t('title')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('text')}
      </Text>
      <Stack>
        {hasAny && (
          <DataTable
            caption={t('title')}
            columns={[
              { key: 'what', header: t('what') },
              { key: 'since', header: t('since') },
              { key: 'lastUse', header: t('lastUse') },
              { key: 'remove', header: '' },
            ]}
            rows={[...(codeApp ? [codeApp] : []), ...rows]}
          />
        )}
        <AddSecondStep actions={actions} codeApp={!codeAppSince} />
        {hasAny && (
          <Group>
            <Text size="sm">{t('recoveryCodesLeft', { count: recoveryCodes })}</Text>
            <RenewRecoveryCodes action={renewRecoveryCodesAction} />
          </Group>
        )}
      </Stack>
    </Card>
  )
}

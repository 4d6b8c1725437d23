import { Card, Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChangeAddress } from '@/components/parties/identity/change-address'
import { OwnData } from '@/components/parties/identity/own-data'
import { PasswordForm } from '@/components/parties/identity/settings-forms'
import { PageHeader } from '@/components/ui/page-header'
import { hasPassword, pendingAddress } from '@/lib/parties/identity/queries'
import { cancelAddressChangeAction, changePasswordAction, requestAddressChangeAction } from '../../../../actions/identity'
import { erasePersonAction, freshProofAction } from '../../../../actions/second-step'
import { pageContext } from '../../../../request-context'
import { SecondStepCard } from './second-step-card'
import { SessionsCard } from './sessions-card'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('signIn') }
}

/** With what the user signs in, and where it has. */
export default async function SignInSettingsPage() {
  const ctx = await pageContext()
  const t = await getTranslations('settings')
  const address = await pendingAddress(ctx)
  return (
    <>
      <PageHeader title={t('signIn')} subtitle={ctx.actor.email} crumbs={[{ href: '/settings', label: t('title') }]} />
      <Stack>
        <Card withBorder>
          <Title order={2}>{t('address')}</Title>
          <Text size="sm" c="dimmed" mb="sm">
            {t('addressText')}
          </Text>
          <ChangeAddress
            request={requestAddressChangeAction}
            cancel={cancelAddressChangeAction}
            pending={address && { email: address.email, byOld: address.agreedByOldAt !== null, byNew: address.agreedByNewAt !== null }}
          />
        </Card>
        {(await hasPassword(ctx)) && (
          <Card withBorder>
            <Title order={2}>{t('password')}</Title>
            <Text size="sm" c="dimmed" mb="sm">
              {t('passwordText')}
            </Text>
            <PasswordForm action={changePasswordAction} />
          </Card>
        )}
        <SecondStepCard ctx={ctx} />
        <SessionsCard ctx={ctx} />
        <Card withBorder>
          <Title order={2}>{t('ownData')}</Title>
          <Text size="sm" c="dimmed" mb="sm">
            {t('ownDataText')}
          </Text>
          <OwnData freshProof={freshProofAction} erase={erasePersonAction} />
        </Card>
      </Stack>
    </>
  )
}

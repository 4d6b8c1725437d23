import { Card, Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PasswordForm } from '@/components/parties/identity/settings-forms'
import { PageHeader } from '@/components/ui/page-header'
import { hasPassword } from '@/lib/parties/identity/queries'
import { changePasswordAction } from '../../../../actions/identity'
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
  return (
    <>
      <PageHeader title={t('signIn')} subtitle={ctx.actor.email} crumbs={[{ href: '/settings', label: t('title') }]} />
      <Stack>
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
      </Stack>
    </>
  )
}

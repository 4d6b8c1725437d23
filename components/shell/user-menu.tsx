'use client'

import { ActionIcon, Divider, NavLink, Text } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { signOut } from '@/components/parties/identity/sign-out'
import { type Action, useAction } from '@/components/ui/use-action'
import { Link, useRouter } from '@/lib/platform/i18n/navigation'
import { closePanel, HeaderPanel } from './header-panel'

export interface UserMenuProps {
  user: { name: string; email: string; organizationId: string; organization: string }
  organizations: { id: string; name: string }[]
  locale: 'en' | 'zh'
  switchOrganization: Action<{ organizationId: string }>
}

const PANEL = 'user-menu'

/** Who is signed in and for whom; another organization, the settings, the way out. */
export function UserMenu({ user, organizations, switchOrganization, locale }: UserMenuProps) {
  const t = useTranslations('nav')
  const router = useRouter()
  const { run } = useAction(switchOrganization, { onDone: () => router.push('/') })
  return (
    <>
      <ActionIcon variant="subtle" color="gray" aria-label={t('account')} aria-haspopup="dialog" popoverTarget={PANEL}>
        <IconUser size={18} />
      </ActionIcon>
      <HeaderPanel id={PANEL} label={t('account')} w={260}>
        <Text size="xs" c="dimmed" px="sm" py={4}>
          {user.name} · {user.email}
        </Text>
        {organizations.map((organization) => (
          <NavLink
            key={organization.id}
            component="button"
            label={organization.name}
            description={organization.id === user.organizationId ? t('current') : undefined}
            aria-current={organization.id === user.organizationId ? 'true' : undefined}
            onClick={() => {
              closePanel(PANEL)
              run({ organizationId: organization.id })
            }}
          />
        ))}
        <Divider my={4} />
        <NavLink component={Link} href="/settings" label={t('settings')} onClick={() => closePanel(PANEL)} />
        <NavLink component="button" label={t('signOut')} onClick={() => signOut(`/${locale}/sign-in`)} />
      </HeaderPanel>
    </>
  )
}

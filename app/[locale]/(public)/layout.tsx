import { Center, Container, Group, Stack, Text } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { LanguageSwitch } from '@/components/shell/language-switch'
import { AnchorLink } from '@/components/ui/links'

/** Pages for visitors: sign-in, sign-up, links from mails. */
export default async function PublicLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('common')
  return (
    <Container size={960} py="xl">
      <Group justify="space-between" mb="xl" component="header">
        <AnchorLink href="/" fw={700} size="xl" underline="never">
          Stoa
        </AnchorLink>
        <LanguageSwitch />
      </Group>
      <Center component="main" id="main">
        <Stack w="100%">{children}</Stack>
      </Center>
      <Text c="dimmed" size="sm" ta="center" mt="xl" component="footer">
        {t('tagline')}
      </Text>
    </Container>
  )
}

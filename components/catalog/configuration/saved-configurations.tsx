'use client'

import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { AnchorLink } from '@/components/ui/links'
import { RelativeTime } from '@/components/ui/relative-time'
import { type Action, useAction } from '@/components/ui/use-action'
import type { Choices } from '@/lib/catalog/configuration/schemas'
import { toAddress } from './choices-address'

interface Props {
  path: string
  offerId: string
  saved: { id: string; name: string; choices: Choices; by: string; createdAt: string }[]
  forget: Action<{ configurationId: string }>
}

/** What the organization saved of an offer: a link opens it. */
export function SavedConfigurations({ path, offerId, saved, forget }: Props) {
  const t = useTranslations('configuration')
  if (saved.length === 0) return null
  return (
    <Card withBorder>
      <Title order={2} mb="sm">
        {t('savedOnes')}
      </Title>
      <Stack gap={6}>
        {saved.map(({ id, name, choices, by, createdAt }) => (
          <Group key={id} justify="space-between" wrap="nowrap">
            <div>
              <AnchorLink href={`${path}?${new URLSearchParams({ offer: offerId, ...toAddress(choices) })}`}>{name}</AnchorLink>
              <Text size="xs" c="dimmed">
                {by} · <RelativeTime at={createdAt} />
              </Text>
            </div>
            <Forget id={id} name={name} action={forget} />
          </Group>
        ))}
      </Stack>
    </Card>
  )
}

function Forget({ id, name, action }: { id: string; name: string; action: Props['forget'] }) {
  const t = useTranslations('configuration')
  const { run, pending } = useAction(action)
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      loading={pending}
      aria-label={t('forgetLabel', { name })}
      onClick={() => run({ configurationId: id })}
    >
      {t('forget')}
    </Button>
  )
}

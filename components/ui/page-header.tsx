import { Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { AnchorLink } from './links'

/** Where one is, what it is called, and the page's one primary action at the right. */
export function PageHeader({
  title,
  crumbs = [],
  subtitle,
  action,
}: {
  title: ReactNode
  crumbs?: { href: string; label: string }[]
  subtitle?: ReactNode
  action?: ReactNode
}) {
  return (
    <Stack gap={4} mb="md">
      {crumbs.length > 0 && (
        <Breadcrumbs>
          {crumbs.map((crumb) => (
            <AnchorLink key={crumb.href} href={crumb.href} size="sm">
              {crumb.label}
            </AnchorLink>
          ))}
        </Breadcrumbs>
      )}
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={1}>{title}</Title>
          {subtitle && (
            <Text c="dimmed" size="sm">
              {subtitle}
            </Text>
          )}
        </div>
        {action && <Group gap="xs">{action}</Group>}
      </Group>
    </Stack>
  )
}

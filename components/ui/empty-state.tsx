import { Paper, Stack, Text } from '@mantine/core'
import { ButtonLink } from './links'

/** What will be here, why it is empty, and the one action that fills it. */
export function EmptyState({ title, text, action }: { title: string; text: string; action?: { href: string; label: string } }) {
  return (
    <Paper withBorder p="xl">
      <Stack align="center" gap="xs">
        <Text fw={600}>{title}</Text>
        <Text c="dimmed" ta="center">
          {text}
        </Text>
        {action && (
          <ButtonLink href={action.href} mt="xs">
            {action.label}
          </ButtonLink>
        )}
      </Stack>
    </Paper>
  )
}

import { Card, SimpleGrid, Text } from '@mantine/core'
import { AnchorLink } from '@/components/ui/links'
import type { LandingPageSummary } from '@/lib/discovery/landing/views'
import { type Locale, localText } from '@/lib/platform/i18n/locales'

/** Pages that hubs have put together, each with its first words. */
export function LandingLinks({ pages, locale, label }: { pages: LandingPageSummary[]; locale: Locale; label: string }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm" component="nav" aria-label={label}>
      {pages.map(({ id, title, intro, network }) => (
        <Card key={id} withBorder padding="sm">
          <AnchorLink href={`/pages/${id}`} fw={600}>
            {localText(title, locale)}
          </AnchorLink>
          <Text size="sm" lineClamp={2}>
            {localText(intro, locale)}
          </Text>
          <Text size="xs" c="dimmed">
            {network}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  )
}

import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/links'
import type { Locale } from '@/lib/platform/i18n/locales'
import { unitName } from '@/lib/platform/units/units'

/** Internal items that the words of a search find, beside what can be bought. */
export function InternalItems({
  items,
  locale,
}: {
  items: { id: string; number: string; name: string; unit: string; place: string | null }[]
  locale: Locale
}) {
  const t = useTranslations('requests')
  return (
    <Card withBorder padding="sm" component="section" aria-label={t('internal')}>
      <Stack gap="xs">
        <Group gap="xs">
          <Title order={2} size="h4">
            {t('internal')}
          </Title>
          <Badge color="teal">{t('internalBadge')}</Badge>
        </Group>
        {items.map(({ id, number, name, unit, place }) => (
          <Group key={id} justify="space-between" wrap="nowrap">
            <Text size="sm">
              {name}{' '}
              <Text span size="xs" c="dimmed">
                {[number, unitName(unit, locale), place].filter(Boolean).join(' · ')}
              </Text>
            </Text>
            <ButtonLink size="compact-sm" variant="default" href={`/requests?item=${id}`} aria-label={t('askForItem', { name })}>
              {t('askFor')}
            </ButtonLink>
          </Group>
        ))}
      </Stack>
    </Card>
  )
}

import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { formatTime } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { said } from '@/components/ui/said'
import { StateBadge } from '@/components/ui/state-badge'
import type { Locale } from '@/lib/platform/i18n/locales'
import { fulfilmentSlugs } from '@/lib/purchasing/fulfilment/model'
import type { DocumentSummary } from '@/lib/purchasing/fulfilment/views'

interface Props {
  documents: DocumentSummary[]
  locale: Locale
  timeZone: string
}

/** What was answered, despatched and received of an order, each a link to its document. */
export function DocumentsOfOrder({ documents, locale, timeZone }: Props) {
  const t = useTranslations('documents')
  return (
    <Card withBorder>
      <Title order={2} mb="sm">
        {t('ofOrder')}
      </Title>
      {documents.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('noneOfOrder')}
        </Text>
      )}
      <Stack gap="xs" component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {documents.map(({ kind, id, number, state, at }) => (
          <li key={id}>
            <Group gap="xs">
              <AnchorLink href={`/documents/${fulfilmentSlugs[kind]}/${id}`}>{number}</AnchorLink>
              <StateBadge state={state}>{said(t, `state.${kind}.${state}`)}</StateBadge>
            </Group>
            <Text size="xs" c="dimmed">
              {t(`kind.${kind}`)} · {formatTime(at, locale, timeZone)}
            </Text>
          </li>
        ))}
      </Stack>
    </Card>
  )
}

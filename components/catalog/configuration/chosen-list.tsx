import { Text } from '@mantine/core'
import type { ChosenText } from '@/lib/catalog/configuration/model'
import { type Locale, localText } from '@/lib/platform/i18n/locales'

/** What was chosen, as one quiet line: 'Processor: 16 cores · Memory: 64 GB'. */
export const ChosenList = ({ texts, locale }: { texts: readonly ChosenText[]; locale: Locale }) => (
  <Text size="xs" c="dimmed">
    {texts
      .map(({ name, values }) => `${localText(name, locale)}: ${values.map((value) => localText(value, locale)).join(', ')}`)
      .join(' · ')}
  </Text>
)

import { Card, Text, Title } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { NumberPatternForm } from '@/components/documents/number-pattern-form'
import { listNumberPatterns } from '@/lib/documents/numbering/queries'
import type { ReadContext } from '@/lib/platform/context'
import { saveNumberPatternAction } from '../../../actions/identity'

/** How the organization's documents are numbered, a row for each kind. */
export async function NumbersCard({ ctx }: { ctx: ReadContext }) {
  const t = await getTranslations('documents.numbers')
  const patterns = await listNumberPatterns(ctx)
  return (
    <Card withBorder>
      <Title order={2}>{t('title')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('text')}
      </Text>
      {patterns.map((pattern) => (
        <NumberPatternForm key={pattern.kind} pattern={pattern} action={saveNumberPatternAction} />
      ))}
    </Card>
  )
}

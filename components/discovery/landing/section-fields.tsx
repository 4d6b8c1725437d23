'use client'

import {
  ActionIcon,
  Card,
  CloseButton,
  Group,
  NativeSelect,
  Pill,
  PillGroup,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CategoryField } from '@/components/catalog/offers/category-field'
import { SuggestField } from '@/components/ui/suggest-field'
import { useAnswer } from '@/components/ui/use-answer'
import type { Section } from '@/lib/discovery/landing/schemas'
import type { Text as LocalText } from '@/lib/discovery/landing/views'
import { type Locale, localText } from '@/lib/platform/i18n/locales'

/** A section as it is before anything is said in it. */
export const EMPTY_SECTION: Record<Section['kind'], (catalogId: string) => Section> = {
  text: () => ({ kind: 'text', heading: {}, body: {} }),
  products: () => ({ kind: 'products', heading: {}, productIds: [] }),
  category: () => ({ kind: 'category', heading: {}, category: '' }),
  catalog: (catalogId) => ({ kind: 'catalog', heading: {}, catalogId }),
  deals: () => ({ kind: 'deals', heading: {} }),
}

interface Props {
  section: Section
  number: number
  locale: Locale
  catalogs: { id: string; name: string }[]
  productNames: Record<string, LocalText>
  problem(field: string): string | undefined
  onChange(section: Section): void
  onRemove(): void
  onUp?(): void
  onDown?(): void
}

/** One section of a landing page. */
export function SectionFields({ section, number, problem, onChange, onRemove, onUp, onDown, ...rest }: Props) {
  const t = useTranslations('landing')
  return (
    <Card withBorder component="section" aria-label={t('sectionNumber', { number })}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {number}. {t(`kind.${section.kind}`)}
        </Title>
        <Group gap={4}>
          <ActionIcon variant="subtle" color="gray" disabled={!onUp} onClick={onUp} aria-label={t('up', { number })}>
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" disabled={!onDown} onClick={onDown} aria-label={t('down', { number })}>
            <IconArrowDown size={16} />
          </ActionIcon>
          <CloseButton aria-label={t('removeSection', { number })} onClick={onRemove} />
        </Group>
      </Group>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {(['en', 'zh'] as const).map((language) => (
            <TextInput
              key={language}
              label={t(`headingIn.${language}`)}
              value={section.heading[language] ?? ''}
              onChange={({ target }) => onChange({ ...section, heading: { ...section.heading, [language]: target.value } })}
              maxLength={120}
            />
          ))}
        </SimpleGrid>
        <Content section={section} problem={problem} onChange={onChange} {...rest} />
      </Stack>
    </Card>
  )
}

type ContentProps = Pick<Props, 'section' | 'locale' | 'catalogs' | 'productNames' | 'problem' | 'onChange'>

function Content({ section, locale, catalogs, productNames, problem, onChange }: ContentProps) {
  const t = useTranslations('landing')
  switch (section.kind) {
    case 'text':
      return (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {(['en', 'zh'] as const).map((language) => (
            <Textarea
              key={language}
              label={t(`bodyIn.${language}`)}
              value={section.body[language] ?? ''}
              onChange={({ target }) => onChange({ ...section, body: { ...section.body, [language]: target.value } })}
              autosize
              minRows={3}
              maxLength={4000}
            />
          ))}
        </SimpleGrid>
      )
    case 'products':
      return (
        <ChosenProducts
          ids={section.productIds}
          names={productNames}
          locale={locale}
          error={problem('productIds')}
          onChange={(productIds) => onChange({ ...section, productIds })}
        />
      )
    case 'category':
      return (
        <CategoryField
          label={t('category')}
          description={t('categoryText')}
          value={section.category || null}
          onChange={(category) => onChange({ ...section, category: category ?? '' })}
          error={problem('category')}
        />
      )
    case 'catalog':
      return (
        <NativeSelect
          label={t('catalog')}
          description={t('catalogText')}
          value={section.catalogId}
          onChange={({ target }) => onChange({ ...section, catalogId: target.value })}
          data={catalogs.map(({ id, name }) => ({ value: id, label: name }))}
          error={problem('catalogId')}
        />
      )
    case 'deals':
      return (
        <Text size="sm" c="dimmed">
          {t('dealsText')}
        </Text>
      )
    default:
      return section satisfies never
  }
}

interface Answer {
  products: { id: string; name: LocalText; brand: string | null }[]
}

interface ChosenProps {
  ids: string[]
  names: Record<string, LocalText>
  locale: Locale
  error: string | undefined
  onChange(ids: string[]): void
}

/** Products one by one: found by typing, taken out by a press. */
function ChosenProducts({ ids, names, locale, error, onChange }: ChosenProps) {
  const t = useTranslations('landing')
  const [text, setText] = useState('')
  const [found, setFound] = useState<Record<string, string>>({})
  const typed = text.trim()
  const answer = useAnswer<Answer>(typed.length < 2 ? null : `/api/suggest?q=${encodeURIComponent(typed)}`)
  const label = (id: string) => found[id] ?? (names[id] ? localText(names[id], locale) : id)
  return (
    <Stack gap="xs">
      <SuggestField
        label={t('addProduct')}
        text={text}
        onText={setText}
        suggestions={(answer?.products ?? [])
          .filter(({ id }) => !ids.includes(id))
          .map(({ id, name, brand }) => ({ value: id, label: [localText(name, locale), brand].filter(Boolean).join(' · ') }))}
        onChoose={(chosen) => {
          setFound({ ...found, [chosen.value]: chosen.label })
          setText('')
          onChange([...ids, chosen.value])
        }}
        error={error}
      />
      <PillGroup>
        {ids.map((id) => (
          <Pill
            key={id}
            withRemoveButton
            onRemove={() => onChange(ids.filter((each) => each !== id))}
            removeButtonProps={{ 'aria-label': t('removeProduct', { name: label(id) }), 'aria-hidden': false, tabIndex: 0 }}
          >
            {label(id)}
          </Pill>
        ))}
      </PillGroup>
    </Stack>
  )
}

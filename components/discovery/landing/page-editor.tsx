'use client'

import { Alert, Button, Card, Group, Menu, MenuDropdown, MenuItem, MenuTarget, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import type { Section } from '@/lib/discovery/landing/schemas'
import type { Text } from '@/lib/discovery/landing/views'
import type { Locale } from '@/lib/platform/i18n/locales'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { EMPTY_SECTION, SectionFields } from './section-fields'

export interface EditedPage {
  id: string
  version: number
  title: Text
  intro: Text
  position: number
  sections: Section[]
  catalogs: { id: string; name: string }[]
  productNames: Record<string, Text>
}

interface Props {
  page: EditedPage
  locale: Locale
  most: number
  save: Action<{ pageId: string; version: number; title: Text; intro: Text; position: number; sections: Section[] }>
}

type Head = Pick<Props['page'], 'title' | 'intro'> & { position: string }

/** Puts a landing page together: its words and its sections in their order. */
export function PageEditor({ page, locale, most, save }: Props) {
  const t = useTranslations('landing')
  const router = useRouter()
  const [draft, setDraft] = useState({ title: page.title, intro: page.intro, position: String(page.position), sections: page.sections })
  const [dirty, setDirty] = useState(false)
  const { run, pending, fields, text } = useAction(save, {
    done: t('saved'),
    onDone: () => {
      setDirty(false)
      router.push(`/pages/${page.id}`)
    },
  })
  useUnsavedGuard(dirty)
  const change = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part })
    setDirty(true)
  }
  const { sections } = draft
  const move = (index: number, by: 1 | -1) => {
    const moved = sections.toSpliced(index, 1)
    change({ sections: moved.toSpliced(index + by, 0, sections[index] as Section) })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ pageId: page.id, version: page.version, ...draft, position: /^\d+$/.test(draft.position) ? Number(draft.position) : -1 })
      }}
    >
      <Stack>
        <Card withBorder>
          <HeadFields draft={draft} change={change} fields={fields} />
        </Card>
        {sections.map((section, index) => (
          <SectionFields
            // biome-ignore lint/suspicious/noArrayIndexKey: sections have no other name than their place
            key={`${index} ${section.kind}`}
            section={section}
            number={index + 1}
            locale={locale}
            catalogs={page.catalogs}
            productNames={page.productNames}
            problem={(name) => fields[`sections.${index}.${name}`]}
            onChange={(changed) => change({ sections: sections.with(index, changed) })}
            onRemove={() => change({ sections: sections.toSpliced(index, 1) })}
            {...(index > 0 && { onUp: () => move(index, -1) })}
            {...(index < sections.length - 1 && { onDown: () => move(index, 1) })}
          />
        ))}
        {text && (
          <Alert color="red" role="alert">
            {text}
          </Alert>
        )}
        <Buttons most={most} page={page} pending={pending} dirty={dirty} sections={sections} change={change} />
      </Stack>
    </form>
  )
}

interface HeadFieldsProps {
  draft: Head
  change: (part: Partial<Head>) => void
  fields: { [k: string]: string }
}

/** Title, introduction and place among the pages. */
function HeadFields({ draft, change, fields }: HeadFieldsProps) {
  const t = useTranslations('landing')
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {(['en', 'zh'] as const).map((language) => (
        <TextInput
          key={language}
          label={t(`titleIn.${language}`)}
          value={draft.title[language] ?? ''}
          onChange={({ target }) => change({ title: { ...draft.title, [language]: target.value } })}
          error={language === 'en' && fields.title}
          maxLength={120}
        />
      ))}
      {(['en', 'zh'] as const).map((language) => (
        <Textarea
          key={language}
          label={t(`introIn.${language}`)}
          value={draft.intro[language] ?? ''}
          onChange={({ target }) => change({ intro: { ...draft.intro, [language]: target.value } })}
          autosize
          minRows={2}
          maxLength={1000}
        />
      ))}
      <TextInput
        label={t('position')}
        description={t('positionText')}
        inputMode="numeric"
        value={draft.position}
        onChange={({ target }) => change({ position: target.value })}
        error={fields.position}
        maw={200}
      />
    </SimpleGrid>
  )
}

interface ButtonsProps extends Pick<Props, 'most' | 'page'> {
  pending: boolean
  dirty: boolean
  sections: Section[]
  change: (part: { sections: Section[] }) => void
}

function Buttons({ most, page, pending, dirty, sections, change }: ButtonsProps) {
  const t = useTranslations('landing')
  return (
    <Group>
      <Button type="submit" loading={pending} disabled={!dirty}>
        {t('save')}
      </Button>
      {sections.length < most && (
        <Menu>
          <MenuTarget>
            <Button variant="default">{t('addSection')}</Button>
          </MenuTarget>
          <MenuDropdown>
            {(Object.keys(EMPTY_SECTION) as Section['kind'][])
              .filter((kind) => kind !== 'catalog' || page.catalogs.length > 0)
              .map((kind) => (
                <MenuItem key={kind} onClick={() => change({ sections: [...sections, EMPTY_SECTION[kind](page.catalogs[0]?.id ?? '')] })}>
                  {t(`kind.${kind}`)}
                </MenuItem>
              ))}
          </MenuDropdown>
        </Menu>
      )}
    </Group>
  )
}

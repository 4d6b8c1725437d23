'use client'

import { Group, Stack, Tabs, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { GroupFields } from '@/components/catalog/configuration/group-fields'
import { fitted, freeId, renamed, replaced } from '@/components/catalog/configuration/model-draft'
import { NumberFields } from '@/components/catalog/configuration/number-fields'
import { PricePartFields } from '@/components/catalog/configuration/price-part-fields'
import { RuleFields } from '@/components/catalog/configuration/rule-fields'
import { AddRow } from '@/components/ui/form-rows'
import type { ConfigurationModel } from '@/lib/catalog/configuration/schemas'

interface Props {
  draft: ConfigurationModel
  /** what is wrong, by the path of the field */
  fields: Record<string, string | undefined>
  onChange(next: ConfigurationModel): void
}

/** The parts of a configurator, one tab each. */
export function ModelTabs({ pictures, ...props }: Props & { pictures: { fileId: string; name: string }[] }) {
  const t = useTranslations('configurator')
  return (
    <Tabs defaultValue="groups" keepMounted={false}>
      <Tabs.List>
        {(['groups', 'numbers', 'rules', 'prices'] as const).map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {t(`tab.${tab}`, { count: props.draft[tab].length })}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="groups" pt="sm">
        <Groups {...props} pictures={pictures} />
      </Tabs.Panel>
      <Tabs.Panel value="numbers" pt="sm">
        <Numbers {...props} />
      </Tabs.Panel>
      <Tabs.Panel value="rules" pt="sm">
        <Rules {...props} />
      </Tabs.Panel>
      <Tabs.Panel value="prices" pt="sm">
        <Prices {...props} />
      </Tabs.Panel>
    </Tabs>
  )
}

const problemsOf = (fields: Props['fields'], path: string) => (field: string) => fields[field ? `model.${path}.${field}` : `model.${path}`]

/** What is chosen from options. */
function Groups({ draft, fields, onChange, pictures }: Props & { pictures: { fileId: string; name: string }[] }) {
  const t = useTranslations('configurator')
  return (
    <Stack gap="sm">
      {draft.groups.map((group, index) => (
        <GroupFields
          // biome-ignore lint/suspicious/noArrayIndexKey: short names change while they are typed
          key={index}
          group={group}
          pictures={pictures}
          problem={problemsOf(fields, `groups.${index}`)}
          freeId={(wish) => freeId(draft, wish)}
          onChange={(next) => onChange({ ...draft, groups: replaced(draft.groups, index, next) })}
          onRename={(from, to) => onChange(renamed(draft, from, to))}
        />
      ))}
      <AddRow
        label={t('addGroup')}
        onClick={() => {
          const id = freeId(draft, 'group')
          const option = {
            id: freeId(draft, `${id}_option`),
            name: {},
            price: '0',
            part: '',
            leadTimeDays: 0,
            pictureFileId: null,
          }
          onChange({ ...draft, groups: [...draft.groups, { id, name: {}, minimum: 1, maximum: 1, options: [option] }] })
        }}
      />
    </Stack>
  )
}

/** What is chosen as a number. */
function Numbers({ draft, fields, onChange }: Props) {
  const t = useTranslations('configurator')
  return (
    <Stack gap="sm">
      {draft.numbers.map((number, index) => (
        <NumberFields
          // biome-ignore lint/suspicious/noArrayIndexKey: short names change while they are typed
          key={index}
          number={number}
          problem={problemsOf(fields, `numbers.${index}`)}
          onChange={(next) => onChange({ ...draft, numbers: replaced(draft.numbers, index, next) })}
          onRename={(from, to) => onChange(renamed(draft, from, to))}
        />
      ))}
      <AddRow
        label={t('addNumber')}
        onClick={() => {
          const number = {
            id: freeId(draft, 'number'),
            name: {},
            unit: 'm',
            minimum: '1',
            maximum: '10',
            step: '1',
            initial: '1',
          }
          onChange({ ...draft, numbers: [...draft.numbers, number] })
        }}
      />
    </Stack>
  )
}

/** What excludes and what requires what. */
function Rules({ draft, fields, onChange }: Props) {
  const t = useTranslations('configurator')
  return (
    <Stack gap="sm">
      {draft.rules.map((rule, index) => (
        <RuleFields
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name of their own
          key={index}
          rule={rule}
          model={draft}
          problem={problemsOf(fields, `rules.${index}`)('')}
          onChange={(next) => onChange({ ...draft, rules: replaced(draft.rules, index, next) })}
        />
      ))}
      <AddRow
        label={t('addRule')}
        onClick={() => onChange({ ...draft, rules: [...draft.rules, { kind: 'requires', if: [], oneOf: [], text: null }] })}
      />
    </Stack>
  )
}

/** What the choices add to the price, and the number that they make. */
function Prices({ draft, fields, onChange }: Props) {
  const t = useTranslations('configurator')
  const empty = draft.groups.length + draft.numbers.length === 0
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('pricesText')}
      </Text>
      {draft.prices.map((part, index) => (
        <PricePartFields
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own
          key={index}
          part={part}
          model={draft}
          problem={problemsOf(fields, `prices.${index}`)}
          onChange={(next) => onChange({ ...draft, prices: replaced(draft.prices, index, next) })}
        />
      ))}
      <Group>
        <AddRow
          label={t('addFormula')}
          onClick={() => onChange({ ...draft, prices: [...draft.prices, { kind: 'formula', name: {}, formula: '' }] })}
        />
        {!empty && (
          <AddRow
            label={t('addTable')}
            onClick={() => {
              const [group] = draft.groups
              const [number] = draft.numbers
              const rows = number
                ? { by: 'number' as const, id: number.id, upTo: [number.maximum] }
                : { by: 'group' as const, id: group?.id ?? '', options: group?.options.map(({ id }) => id) ?? [] }
              const table = fitted({ kind: 'table', name: {}, rows, columns: null, cells: [] })
              onChange({ ...draft, prices: [...draft.prices, table] })
            }}
          />
        )}
      </Group>
      <TextInput
        label={t('partNumber')}
        description={t('partNumberText')}
        maxLength={120}
        value={draft.partNumber}
        error={fields['model.partNumber']}
        onChange={({ target }) => onChange({ ...draft, partNumber: target.value })}
      />
    </Stack>
  )
}

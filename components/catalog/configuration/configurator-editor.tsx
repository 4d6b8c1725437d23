'use client'

import { Alert, Button, FileButton, Grid, GridCol, Group, List, Stack, Tabs, Text, TextInput, Title } from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AddRow } from '@/components/ui/form-rows'
import { type Action, useAction } from '@/components/ui/use-action'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import { initialChoices } from '@/lib/catalog/configuration/model'
import { type ConfigurationModel, configurationModel } from '@/lib/catalog/configuration/schemas'
import type { PricedOffer } from '@/lib/pricing/rules/schemas'
import { Configurator } from './configurator'
import { GroupFields } from './group-fields'
import { fitted, freeId, renamed, replaced, withTablesFollowing } from './model-draft'
import { NumberFields } from './number-fields'
import { PricePartFields } from './price-part-fields'
import { RuleFields } from './rule-fields'

interface Props {
  offerId: string
  /** null for an offer of which nothing can be chosen yet */
  model: ConfigurationModel | null
  offer: PricedOffer
  now: string
  about: Parameters<typeof Configurator>[0]['about']
  pictures: { fileId: string; name: string }[]
  editable: boolean
  keep: Action<{ offerId: string; model: ConfigurationModel }>
  remove: Action<{ offerId: string }>
}

interface ModelProblem {
  path: string
  code: string
  at: string
}

const EMPTY: ConfigurationModel = { groups: [], numbers: [], rules: [], prices: [], partNumber: '' }

/** What can be chosen of an offer, with what buyers will see beside it. Saving checks everything and shows it to buyers. */
export function ConfiguratorEditor({ offerId, model, offer, now, about, pictures, editable, keep, remove }: Props) {
  const t = useTranslations('configurator')
  const [draft, setDraft] = useState(model ?? EMPTY)
  const [dirty, setDirty] = useState(false)
  const [unread, setUnread] = useState(false)
  const { run, pending, problem, fields } = useAction(keep, { done: t('saved'), onDone: () => setDirty(false) })
  useUnsavedGuard(editable && dirty)
  const change = (next: ConfigurationModel) => {
    setDraft(withTablesFollowing(next))
    setDirty(true)
  }
  const rename = (from: string, to: string) => change(renamed(draft, from, to))
  const upload = async (file: File | null) => {
    if (!file) return
    const read = readModel(await file.text())
    setUnread(read === null)
    if (read) change(read)
  }
  const wrong = (path: string) => (field: string) => fields[field ? `model.${path}.${field}` : `model.${path}`]
  const problems = (problem?.data as { problems?: ModelProblem[] } | undefined)?.problems ?? []
  const readable = configurationModel.safeParse(draft)
  const empty = draft.groups.length + draft.numbers.length === 0
  return (
    <Grid>
      <GridCol span={{ base: 12, lg: 8 }}>
        <Stack>
          <Group gap="xs">
            {editable && (
              <>
                <Button loading={pending} disabled={!dirty || empty} onClick={() => run({ offerId, model: draft })}>
                  {t('save')}
                </Button>
                <FileButton accept="application/json,.json" onChange={upload}>
                  {(props) => (
                    <Button {...props} variant="default" leftSection={<IconUpload size={16} />}>
                      {t('upload')}
                    </Button>
                  )}
                </FileButton>
              </>
            )}
            {!empty && (
              <Button
                component="a"
                variant="default"
                leftSection={<IconDownload size={16} />}
                href={`data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(draft, null, 2))}`}
                download={`${about.partNumber}.json`}
              >
                {t('download')}
              </Button>
            )}
            {editable && model && (
              <RemoveConfigurator
                offerId={offerId}
                action={remove}
                onDone={() => {
                  setDraft(EMPTY)
                  setDirty(false)
                }}
              />
            )}
          </Group>
          {unread && (
            <Alert color="red" role="alert">
              {t('unread')}
            </Alert>
          )}
          {problems.length > 0 && (
            <Alert color="red" role="alert" title={t('problems', { count: problems.length })}>
              <List size="sm">
                {problems.map(({ path, code, at }) => (
                  <List.Item key={`${path} ${code} ${at}`}>
                    {t(`problem.${code}` as never, { at, place: placeOf(path, t) } as never)}
                  </List.Item>
                ))}
              </List>
            </Alert>
          )}
          <Tabs defaultValue="groups" keepMounted={false}>
            <Tabs.List>
              {(['groups', 'numbers', 'rules', 'prices'] as const).map((tab) => (
                <Tabs.Tab key={tab} value={tab}>
                  {t(`tab.${tab}`, { count: draft[tab].length })}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="groups" pt="sm">
              <Stack gap="sm">
                {draft.groups.map((group, index) => (
                  <GroupFields
                    // biome-ignore lint/suspicious/noArrayIndexKey: short names change while they are typed
                    key={index}
                    group={group}
                    pictures={pictures}
                    problem={wrong(`groups.${index}`)}
                    freeId={(wish) => freeId(draft, wish)}
                    onChange={(next) => change({ ...draft, groups: replaced(draft.groups, index, next) })}
                    onRename={rename}
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
                    change({ ...draft, groups: [...draft.groups, { id, name: {}, minimum: 1, maximum: 1, options: [option] }] })
                  }}
                />
              </Stack>
            </Tabs.Panel>
            <Tabs.Panel value="numbers" pt="sm">
              <Stack gap="sm">
                {draft.numbers.map((number, index) => (
                  <NumberFields
                    // biome-ignore lint/suspicious/noArrayIndexKey: short names change while they are typed
                    key={index}
                    number={number}
                    problem={wrong(`numbers.${index}`)}
                    onChange={(next) => change({ ...draft, numbers: replaced(draft.numbers, index, next) })}
                    onRename={rename}
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
                    change({ ...draft, numbers: [...draft.numbers, number] })
                  }}
                />
              </Stack>
            </Tabs.Panel>
            <Tabs.Panel value="rules" pt="sm">
              <Stack gap="sm">
                {draft.rules.map((rule, index) => (
                  <RuleFields
                    // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name of their own
                    key={index}
                    rule={rule}
                    model={draft}
                    problem={wrong(`rules.${index}`)('')}
                    onChange={(next) => change({ ...draft, rules: replaced(draft.rules, index, next) })}
                  />
                ))}
                <AddRow
                  label={t('addRule')}
                  onClick={() => change({ ...draft, rules: [...draft.rules, { kind: 'requires', if: [], oneOf: [], text: null }] })}
                />
              </Stack>
            </Tabs.Panel>
            <Tabs.Panel value="prices" pt="sm">
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
                    problem={wrong(`prices.${index}`)}
                    onChange={(next) => change({ ...draft, prices: replaced(draft.prices, index, next) })}
                  />
                ))}
                <Group>
                  <AddRow
                    label={t('addFormula')}
                    onClick={() => change({ ...draft, prices: [...draft.prices, { kind: 'formula', name: {}, formula: '' }] })}
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
                        change({ ...draft, prices: [...draft.prices, table] })
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
                  onChange={({ target }) => change({ ...draft, partNumber: target.value })}
                />
              </Stack>
            </Tabs.Panel>
          </Tabs>
        </Stack>
      </GridCol>
      <GridCol span={{ base: 12, lg: 4 }}>
        <Title order={2} mb="sm">
          {t('preview')}
        </Title>
        {readable.success && !empty ? (
          <Configurator
            key={idsOf(readable.data)}
            model={readable.data}
            offer={offer}
            prices={[]}
            buyerId=""
            now={now}
            about={about}
            start={initialChoices(readable.data)}
            quantity={offer.minimum ?? '1'}
            stacked
          />
        ) : (
          <Text size="sm" c="dimmed">
            {t(empty ? 'nothingYet' : 'incomplete')}
          </Text>
        )}
      </GridCol>
    </Grid>
  )
}

const idsOf = (model: ConfigurationModel) =>
  [...model.groups.flatMap((group) => group.options), ...model.numbers].map(({ id }) => id).join(' ')

/** A model as it was downloaded; null for anything else. */
function readModel(text: string): ConfigurationModel | null {
  try {
    return configurationModel.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** 'prices.2.formula' as a person counts: 'Price 3'. */
function placeOf(path: string, t: ReturnType<typeof useTranslations<'configurator'>>): string {
  const [list, index] = path.split('.')
  return index !== undefined && t.has(`place.${list}` as never) ? t(`place.${list}` as never, { number: Number(index) + 1 } as never) : ''
}

function RemoveConfigurator({ offerId, action, onDone }: { offerId: string; action: Props['remove']; onDone(): void }) {
  const t = useTranslations('configurator')
  const { run, pending } = useAction(action, { done: t('removed'), onDone })
  return (
    <Button variant="subtle" color="red" loading={pending} onClick={() => window.confirm(t('removeSure')) && run({ offerId })}>
      {t('remove')}
    </Button>
  )
}

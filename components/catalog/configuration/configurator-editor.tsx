'use client'

import { Alert, Button, FileButton, Grid, GridCol, Group, List, Stack, Text, Title } from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useConfirm } from '@/components/ui/confirm'
import { said } from '@/components/ui/said'
import { type Action, useAction } from '@/components/ui/use-action'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import { initialChoices } from '@/lib/catalog/configuration/model'
import { type ConfigurationModel, configurationModel } from '@/lib/catalog/configuration/schemas'
import type { PricedOffer } from '@/lib/pricing/rules/schemas'
import { Configurator } from './configurator'
import { withTablesFollowing } from './model-draft'
import { ModelTabs } from './model-tabs'

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
  const upload = async (file: File | null) => {
    if (!file) return
    const read = readModel(await file.text())
    setUnread(read === null)
    if (read) change(read)
  }
  const problems = (problem?.data as { problems?: ModelProblem[] } | undefined)?.problems ?? []
  const readable = configurationModel.safeParse(draft)
  const empty = draft.groups.length + draft.numbers.length === 0
  return (
    <Grid>
      <GridCol span={{ base: 12, lg: 8 }}>
        <Stack>
          <Group gap="xs">
            {editable && (
              <Button loading={pending} disabled={!dirty || empty} onClick={() => run({ offerId, model: draft })}>
                {t('save')}
              </Button>
            )}
            <ModelFile editable={editable} draft={empty ? null : draft} name={about.partNumber} onUpload={upload} />
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
          {problems.length > 0 && <ModelProblems problems={problems} />}
          <ModelTabs draft={draft} pictures={pictures} fields={fields} onChange={change} />
        </Stack>
      </GridCol>
      <Preview offer={offer} now={now} about={about} readable={readable} empty={empty} />
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
  return index !== undefined && t.has(`place.${list}` as never) ? said(t, `place.${list}`, { number: Number(index) + 1 }) : ''
}

function RemoveConfigurator({ offerId, action, onDone }: { offerId: string; action: Props['remove']; onDone(): void }) {
  const t = useTranslations('configurator')
  const ask = useConfirm()
  const { run, pending } = useAction(action, { done: t('removed'), onDone })
  return (
    <Button
      variant="subtle"
      color="red"
      loading={pending}
      onClick={async () => (await ask({ question: t('removeSure'), action: t('remove') })) && run({ offerId })}
    >
      {t('remove')}
    </Button>
  )
}

interface FileProps {
  editable: boolean
  /** null when there is nothing to download */
  draft: ConfigurationModel | null
  name: string
  onUpload(file: File | null): void
}

/** The model as a file, out and in again. */
function ModelFile({ editable, draft, name, onUpload }: FileProps) {
  const t = useTranslations('configurator')
  return (
    <>
      {editable && (
        <FileButton accept="application/json,.json" onChange={onUpload}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={16} />}>
              {t('upload')}
            </Button>
          )}
        </FileButton>
      )}
      {draft && (
        <Button
          component="a"
          variant="default"
          leftSection={<IconDownload size={16} />}
          href={`data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(draft, null, 2))}`}
          download={`${name}.json`}
        >
          {t('download')}
        </Button>
      )}
    </>
  )
}

function ModelProblems({ problems }: { problems: ModelProblem[] }) {
  const t = useTranslations('configurator')
  return (
    <Alert color="red" role="alert" title={t('problems', { count: problems.length })}>
      <List size="sm">
        {problems.map(({ path, code, at }) => (
          <List.Item key={`${path} ${code} ${at}`}>{said(t, `problem.${code}`, { at, place: placeOf(path, t) })}</List.Item>
        ))}
      </List>
    </Alert>
  )
}

interface PreviewProps extends Pick<Props, 'offer' | 'now' | 'about'> {
  readable: ReturnType<typeof configurationModel.safeParse>
  empty: boolean
}

function Preview({ offer, now, about, readable, empty }: PreviewProps) {
  const t = useTranslations('configurator')
  return (
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
  )
}

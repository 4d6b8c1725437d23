'use client'

import { ActionIcon, Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { type ClipboardEvent, useState } from 'react'
import { AnchorLink, ButtonLink } from '@/components/ui/links'
import { type Action, useAction } from '@/components/ui/use-action'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import type { OfferContent } from '@/lib/catalog/offers/content-schemas'

const FIELDS = ['part', 'nameEn', 'nameZh', 'price', 'minimum', 'step', 'leadTimeDays', 'stock'] as const
type Field = (typeof FIELDS)[number]
type Draft = Record<Field, string> & { key: string; original: OfferContent | null; removed: boolean }

interface Edits {
  catalogId: string
  offers: OfferContent[]
  withdraw: string[]
}

interface Props {
  catalogId: string
  offers: OfferContent[]
  currency: string
  editable: boolean
  action: Action<Edits>
}

const EMPTY: Draft = {
  key: '',
  original: null,
  removed: false,
  part: '',
  nameEn: '',
  nameZh: '',
  price: '',
  minimum: '',
  step: '',
  leadTimeDays: '',
  stock: '',
}

const toDraft = (offer: OfferContent): Draft => ({
  key: offer.part,
  original: offer,
  removed: false,
  part: offer.part,
  nameEn: offer.name.en ?? '',
  nameZh: offer.name.zh ?? '',
  price: offer.breaks[0]?.price ?? '',
  minimum: offer.minimum ?? '',
  step: offer.step ?? '',
  leadTimeDays: offer.leadTimeDays === null ? '' : String(offer.leadTimeDays),
  stock: offer.stock ?? '',
})

/** What a row says, as catalog content: edited fields over what was there. */
function toContent(draft: Draft, currency: string): unknown {
  const base = draft.original ?? { unit: 'C62', currency }
  const rest = draft.original?.breaks.slice(1) ?? []
  return {
    ...base,
    part: draft.part.trim(),
    name: { ...(draft.nameEn && { en: draft.nameEn.trim() }), ...(draft.nameZh && { zh: draft.nameZh.trim() }) },
    breaks: [{ from: draft.original?.breaks[0]?.from ?? '1', price: draft.price.trim() }, ...rest],
    minimum: draft.minimum.trim() || null,
    step: draft.step.trim() || null,
    leadTimeDays: draft.leadTimeDays.trim() === '' ? null : Number(draft.leadTimeDays),
    stock: draft.stock.trim() || null,
  }
}

/** The drafts with a block from a spreadsheet laid over them; part numbers of offers that are there stay. */
function pasted(drafts: Draft[], text: string, row: number, column: number): Draft[] {
  const block = text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t'))
  return drafts.map((draft, place) => {
    const cells = block[place - row]
    if (place < row || !cells) return draft
    const typed = cells.flatMap((cell, offset) => {
      const field = FIELDS[column + offset]
      return field && !(field === 'part' && draft.original) ? [[field, cell]] : []
    })
    return { ...draft, ...Object.fromEntries(typed) }
  })
}

/** What the drafts say as catalog content, and the cells, as 'key/field', that cannot be read as such. */
async function checked(drafts: Draft[], currency: string): Promise<{ contents: OfferContent[]; wrongCells: string[] }> {
  // The schema is the server's own; it is large, and wanted only on saving.
  const { offerContent } = await import('@/lib/catalog/offers/content-schemas')
  const wrongCells: string[] = []
  const contents = drafts.flatMap((draft) => {
    const parsed = offerContent.safeParse(toContent(draft, currency))
    if (parsed.success) return [parsed.data]
    for (const { path } of parsed.error.issues) {
      const [first] = path
      wrongCells.push(`${draft.key}/${first === 'breaks' ? 'price' : first === 'name' ? 'nameEn' : String(first)}`)
    }
    return []
  })
  return { contents, wrongCells }
}

/** The drafts after a save: what was sent is what is there now, what was typed meanwhile stays typed. */
function saved(drafts: Draft[], sent: Draft[], { offers, withdraw }: Edits): Draft[] {
  return drafts
    .filter((draft) => !draft.original || !withdraw.includes(draft.part))
    .map((draft) => {
      const offer = offers.find(({ part }) => part === draft.part.trim())
      if (!offer) return draft
      return sent.includes(draft) ? { ...toDraft(offer), key: draft.key } : { ...draft, original: offer }
    })
}

/** The editable grid: type, paste a block from a spreadsheet, add, withdraw; one save makes one version. */
export function OfferGrid({ catalogId, offers, currency, editable, action }: Props) {
  const t = useTranslations('selling')
  const [drafts, setDrafts] = useState<Draft[]>(offers.map(toDraft))
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const changed = drafts.filter(
    (draft) =>
      !draft.removed &&
      (draft.original === null || FIELDS.some((field) => draft[field] !== toDraft(draft.original as OfferContent)[field])),
  )
  const removed = drafts.filter((draft) => draft.removed && draft.original)
  const publish: typeof action = async (edits) => {
    const result = await action(edits)
    if (result.ok) setDrafts((before) => saved(before, changed, edits))
    return result
  }
  const { run, pending } = useAction(publish, { done: t('saved') })
  useUnsavedGuard(changed.length + removed.length > 0)
  const set = (index: number, field: Field, value: string) =>
    setDrafts((before) => before.map((draft, place) => (place === index ? { ...draft, [field]: value } : draft)))
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const text = event.clipboardData.getData('text')
    if (!text.includes('\t') && !text.includes('\n')) return
    event.preventDefault()
    setDrafts((before) => pasted(before, text, row, column))
  }
  const save = async () => {
    const { contents, wrongCells } = await checked(changed, currency)
    setWrong(new Set(wrongCells))
    if (wrongCells.length === 0) run({ catalogId, offers: contents, withdraw: removed.map((draft) => draft.part) })
  }
  const add = () => setDrafts((before) => [{ ...EMPTY, key: `new-${before.length}` }, ...before])
  const withdraw = (row: number) =>
    setDrafts((before) =>
      before.flatMap((each, place) => (place !== row ? [each] : each.original ? [{ ...each, removed: !each.removed }] : [])),
    )
  return (
    <Stack gap="sm">
      {editable && (
        <Group>
          <Button onClick={save} loading={pending} disabled={changed.length + removed.length === 0}>
            {t('saveVersion', { count: changed.length + removed.length })}
          </Button>
          <Button variant="default" onClick={add}>
            {t('addOffer')}
          </Button>
          <ButtonLink variant="default" href={`/selling/${catalogId}/offers/new`}>
            {t('newOffer')}
          </ButtonLink>
          <Text size="sm" c="dimmed">
            {t('pasteHint')}
          </Text>
        </Group>
      )}
      {wrong.size > 0 && <Alert color="red">{t('fixCells')}</Alert>}
      <GridTable catalogId={catalogId} editable={editable} drafts={drafts} wrong={wrong} set={set} paste={paste} withdraw={withdraw} />
    </Stack>
  )
}

interface RowProps {
  draft: Draft
  catalogId: string
  editable: boolean
  wrong(field: Field): boolean
  onType(field: Field, value: string): void
  onPaste(event: ClipboardEvent, column: number): void
  onWithdraw(): void
}

function OfferRow({ draft, catalogId, editable, wrong, onType, onPaste, onWithdraw }: RowProps) {
  const t = useTranslations('selling')
  return (
    <tr style={draft.removed ? { opacity: 0.45, textDecoration: 'line-through' } : undefined}>
      {FIELDS.map((field, column) => (
        <td key={field}>
          <TextInput
            size="xs"
            variant="unstyled"
            miw={field.startsWith('name') ? 180 : 80}
            aria-label={`${t(`field.${field}`)} ${draft.part}`}
            value={draft[field]}
            readOnly={!editable || draft.removed || (field === 'part' && draft.original !== null)}
            error={wrong(field) && t('invalidValue')}
            onChange={(event) => onType(field, event.target.value)}
            onPaste={(event) => onPaste(event, column)}
          />
        </td>
      ))}
      <td>
        {draft.original && (
          <AnchorLink size="sm" href={`/selling/${catalogId}/offers/${encodeURIComponent(draft.part)}`}>
            {t('details')}
          </AnchorLink>
        )}
        {editable && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('withdraw', { part: draft.part })}
            aria-pressed={draft.removed}
            onClick={onWithdraw}
          >
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </td>
    </tr>
  )
}

interface GridTableProps extends Pick<Props, 'catalogId' | 'editable'> {
  drafts: Draft[]
  wrong: ReadonlySet<string>
  set: (index: number, field: Field, value: string) => void
  paste: (event: ClipboardEvent<Element>, row: number, column: number) => void
  withdraw: (row: number) => void
}

function GridTable({ catalogId, editable, drafts, wrong, set, paste, withdraw }: GridTableProps) {
  const t = useTranslations('selling')
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="table cells" aria-label={t('editOffers')}>
        <thead>
          <tr>
            {FIELDS.map((field) => (
              <th key={field}>{t(`field.${field}`)}</th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {drafts.map((draft, row) => (
            <OfferRow
              key={draft.key}
              draft={draft}
              catalogId={catalogId}
              editable={editable}
              wrong={(field) => wrong.has(`${draft.key}/${field}`)}
              onType={(field, value) => set(row, field, value)}
              onPaste={(event, column) => paste(event, row, column)}
              onWithdraw={() => withdraw(row)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

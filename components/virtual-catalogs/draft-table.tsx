'use client'

import { Badge, Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DataTable } from '@/components/ui/data-table'
import { Dialog } from '@/components/ui/dialog'
import { formatUnitPrice } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { type Action, useAction } from '@/components/ui/use-action'
import { Decimal } from '@/lib/platform/decimal'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import type { DraftEntry } from '@/lib/virtual-catalogs/views'

type Said = Pick<DraftEntry, 'choice' | 'ownPartNumber' | 'ownName' | 'preferred' | 'blocked'>

interface Props {
  catalogId: string
  entries: DraftEntry[]
  action: Action<Said & { catalogId: string; offerId: string }>
  locale: Locale
  numbers: NumberFormat
}

/** The offers of a draft; each opens for what is said of it by hand. */
export function DraftTable({ catalogId, entries, action, locale, numbers }: Props) {
  const t = useTranslations('catalogs')
  const [open, setOpen] = useState<DraftEntry | null>(null)
  return (
    <>
      <DataTable
        caption={t('offers')}
        columns={[
          { key: 'offer', header: t('offer') },
          { key: 'own', header: t('own') },
          { key: 'price', header: t('price'), numeric: true },
          { key: 'said', header: '' },
          { key: 'change', header: '' },
        ]}
        rows={entries.map((entry) => ({
          id: entry.offerId,
          cells: {
            offer: (
              <>
                <AnchorLink href={`/catalog/${entry.productId}`}>{localText(entry.name, locale)}</AnchorLink>
                <Text size="xs" c="dimmed">
                  {entry.supplier} · {entry.part}
                </Text>
              </>
            ),
            own: (
              <>
                {entry.ownPartNumber ?? '–'}
                {entry.ownName && (
                  <Text size="xs" c="dimmed">
                    {entry.ownName}
                  </Text>
                )}
              </>
            ),
            price: formatUnitPrice(new Decimal(entry.price).div(entry.priceBase).toFixed(), entry.currency, numbers),
            said: (
              <Group gap={4}>
                {entry.preferred && <Badge color="blue">{t('preferred')}</Badge>}
                {entry.blocked && <Badge color="red">{t('blocked')}</Badge>}
                {entry.choice === 'pick' && <Badge color="green">{t('picked')}</Badge>}
                {!entry.inside && <Badge color="gray">{t('excluded')}</Badge>}
              </Group>
            ),
            change: (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => setOpen(entry)}
                aria-label={t('changeOffer', { part: entry.part })}
              >
                {t('change')}
              </Button>
            ),
          },
        }))}
      />
      <Dialog opened={open !== null} onClose={() => setOpen(null)} title={open ? localText(open.name, locale) : ''}>
        {open && <ItemForm catalogId={catalogId} entry={open} action={action} onDone={() => setOpen(null)} />}
      </Dialog>
    </>
  )
}

function ItemForm({ catalogId, entry, action, onDone }: Pick<Props, 'catalogId' | 'action'> & { entry: DraftEntry; onDone(): void }) {
  const t = useTranslations('catalogs')
  const [said, setSaid] = useState<Said>({
    choice: entry.choice,
    ownPartNumber: entry.ownPartNumber,
    ownName: entry.ownName,
    preferred: entry.preferred,
    blocked: entry.blocked,
  })
  const { run, pending, fields } = useAction(action, { onDone })
  const set = (changes: Partial<Said>) => setSaid({ ...said, ...changes })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ catalogId, offerId: entry.offerId, ...said })
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {entry.supplier} · {entry.part}
        </Text>
        <TextInput
          label={t('ownPartNumber')}
          value={said.ownPartNumber ?? ''}
          onChange={({ target }) => set({ ownPartNumber: target.value })}
          error={fields.ownPartNumber}
        />
        <TextInput
          label={t('ownName')}
          value={said.ownName ?? ''}
          onChange={({ target }) => set({ ownName: target.value })}
          error={fields.ownName}
        />
        <NativeSelect
          label={t('choice')}
          data={[
            { value: '', label: t('byRule') },
            { value: 'pick', label: t('pick') },
            { value: 'exclude', label: t('exclude') },
          ]}
          value={said.choice ?? ''}
          onChange={({ target }) => set({ choice: (target.value || null) as Said['choice'] })}
        />
        <Checkbox label={t('preferredText')} checked={said.preferred} onChange={({ target }) => set({ preferred: target.checked })} />
        <Checkbox label={t('blockedText')} checked={said.blocked} onChange={({ target }) => set({ blocked: target.checked })} />
        <Group justify="flex-end">
          <Button type="submit" loading={pending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

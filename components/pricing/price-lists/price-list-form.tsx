'use client'

import { Button, Card, Group, NumberInput, Stack, TextInput, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ChooseMany } from '@/components/ui/choose-many'
import { DateTimeField } from '@/components/ui/date-time-field'
import { type Action, useAction } from '@/components/ui/use-action'
import type { PriceListKind } from '@/lib/pricing/price-lists/kinds'

interface Described {
  name: string
  priority: number
  validFrom: string | null
  validTo: string | null
  organizationIds: string[]
  groupIds: string[]
}

interface Choice {
  id: string
  name: string
}

interface Props {
  action: Action<Described & { listId: string }>
  list: Described & { id: string; kind: PriceListKind }
  customers: Choice[]
  groups: Choice[]
}

/** For whom a list is, from when until when, and which of several counts first. */
export function PriceListForm({ action, list: { id, kind, ...saved }, customers, groups }: Props) {
  const t = useTranslations('prices')
  const [list, setList] = useState(saved)
  const { run, pending, fields } = useAction(action, { done: t('saved') })
  const set = (changes: Partial<Described>) => setList({ ...list, ...changes })
  return (
    <Card withBorder>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          run({ listId: id, ...list })
        }}
      >
        <Stack gap="sm">
          <Title order={2}>{t('details')}</Title>
          <TextInput label={t('name')} value={list.name} onChange={({ target }) => set({ name: target.value })} error={fields.name} />
          <Group grow align="flex-start">
            <DateTimeField
              label={t('validFrom')}
              value={list.validFrom}
              onChange={(validFrom) => set({ validFrom })}
              error={fields.validFrom}
            />
            <DateTimeField label={t('validTo')} value={list.validTo} onChange={(validTo) => set({ validTo })} error={fields.validTo} />
          </Group>
          {kind === 'audience' && (
            <>
              <ChooseMany
                label={t('customers')}
                choices={customers}
                value={list.organizationIds}
                onChange={(organizationIds) => set({ organizationIds })}
              />
              {groups.length > 0 && (
                <ChooseMany label={t('groups')} choices={groups} value={list.groupIds} onChange={(groupIds) => set({ groupIds })} />
              )}
              <NumberInput
                label={t('priority')}
                description={t('priorityText')}
                min={0}
                max={1000}
                allowDecimal={false}
                value={list.priority}
                onChange={(priority) => set({ priority: Number(priority) || 0 })}
                error={fields.priority}
              />
            </>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={pending}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

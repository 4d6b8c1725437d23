'use client'

import { Button, Card, Grid, GridCol, Group, NumberInput, Stack, Switch, Textarea, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field'
import { type Action, useAction } from '@/components/ui/use-action'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { EventInput } from '@/lib/sourcing/events/schemas'
import { type AuctionDraft, type DraftFields, type DraftLine, inMinutes, newDraft, toInput } from './auction-draft'
import { BidderSees } from './bidder-sees'
import { InviteCard } from './invite-card'
import { LotsFields } from './lots-fields'
import { RulesCard } from './rules-card'

interface Props {
  networks: { id: string; name: string }[]
  suppliers: { id: string; name: string; networkId: string; offers: number }[]
  lines: (Omit<DraftLine, 'lastPrice'> & { lastPrice: string | null; net: string | null })[]
  currency: string
  /** what it starts with instead: a draft that was saved before, or the next round of an event */
  start?: AuctionDraft
  savedId?: string
  /** the event whose next round this is */
  previousId?: string
  createEvent: Action<EventInput & { previousId?: string | null }, { id: string }>
  changeEvent: Action<{ eventId: string; event: EventInput }, { id: string }>
  publishEvent: Action<{ eventId: string }>
}

/** A new auction for the lines, with the suppliers invited who offer some of them. */
function draftFor({ networks, suppliers, lines, currency }: Pick<Props, 'networks' | 'suppliers' | 'lines' | 'currency'>, t: Translate) {
  const sum = lines.every((line) => line.net) ? lines.reduce((total, line) => total + Number(line.net), 0) : 0
  return newDraft(
    {
      title: lines.length > 0 ? t('defaultTitle', { item: lines[0]?.name ?? '', more: lines.length - 1 }) : '',
      terms: t('defaultTerms'),
      networkId: networks[0]?.id ?? '',
      currency,
      invite: suppliers.filter((supplier) => supplier.offers > 0).map((supplier) => supplier.id),
    },
    {
      title: t('lot', { number: 1 }),
      ceiling: sum > 0 ? Math.ceil(sum) : '',
      lines: lines.map(({ net: _, ...line }) => ({ ...line, lastPrice: line.lastPrice ?? '' })),
    },
  )
}

type Translate = ReturnType<typeof useTranslations<'auctions'>>

/** Sets up an auction: what, rules, when, who; at the right what a bidder will see. */
export function AuctionForm({ networks, suppliers, lines, currency, start, savedId, previousId, ...actions }: Props) {
  const t = useTranslations('auctions')
  const form = useForm<AuctionDraft>({ initialValues: start ?? draftFor({ networks, suppliers, lines, currency }, t) })
  const values = form.values
  const create = useSave({ savedId, previousId, ...actions }, () => form.resetDirty())
  const [publishes, setPublishes] = useState(true)
  useUnsavedGuard(form.isDirty() && !create.pending)
  const opensAt = values.atOnce ? inMinutes(0) : new Date(values.opensAt)
  const submit = (and: { publish: boolean }) => {
    setPublishes(and.publish)
    create.run({ event: toInput(values), publishes: and.publish })
  }
  const error = (field: string) => create.fields[field]
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit({ publish: true })
      }}
    >
      <Grid>
        <GridCol span={{ base: 12, md: 8 }}>
          <Stack>
            <Card withBorder>
              <Stack>
                <Title order={2}>{t('step.what')}</Title>
                <TextInput label={t('eventTitle')} required {...form.getInputProps('title')} error={error('title')} />
                <LotsFields form={form} error={error} />
                <Textarea label={t('description')} autosize minRows={2} {...form.getInputProps('description')} />
                <Switch
                  label={t('training')}
                  description={t('trainingText')}
                  disabled={previousId !== undefined}
                  {...form.getInputProps('training', { type: 'checkbox' })}
                />
              </Stack>
            </Card>
            <RulesCard form={form} error={error} />
            <WhenCard form={form} error={error} opensAt={opensAt} />
            <InviteCard form={form} error={error} networks={networks} suppliers={suppliers} />
            <Group justify="flex-end">
              <Button variant="default" loading={create.pending && !publishes} onClick={() => submit({ publish: false })}>
                {t('saveDraft')}
              </Button>
              <Button type="submit" loading={create.pending && publishes} disabled={values.invite.length === 0}>
                {t('publish', { count: values.invite.length })}
              </Button>
            </Group>
          </Stack>
        </GridCol>
        <GridCol span={{ base: 12, md: 4 }}>
          <BidderSees values={values} opensAt={opensAt} />
        </GridCol>
      </Grid>
    </form>
  )
}

/** When the lots open, for how long, and whether one after the other. */
function WhenCard({ form, error, opensAt }: DraftFields & { opensAt: Date }) {
  const t = useTranslations('auctions')
  const { values } = form
  const clock = traitsOf(values.format).kind === 'clock'
  return (
    <Card withBorder>
      <Stack>
        <Title order={2}>{t('step.when')}</Title>
        <Switch label={t(clock ? 'soon' : 'atOnce')} {...form.getInputProps('atOnce', { type: 'checkbox' })} />
        <Group grow align="flex-start">
          <DateTimeField
            label={t('opensAt')}
            value={opensAt.toISOString()}
            disabled={values.atOnce}
            onChange={(value) => value && form.setFieldValue('opensAt', value)}
            error={error('opensAt')}
          />
          {!clock && <NumberInput label={t('minutes')} min={1} {...form.getInputProps('minutes')} error={error('endsAt')} />}
        </Group>
        {values.lots.length > 1 && (
          <Group grow align="flex-end">
            <Switch label={t('serial')} description={t('serialText')} {...form.getInputProps('serial', { type: 'checkbox' })} />
            {values.serial && <NumberInput label={t('gap')} suffix=" s" min={0} {...form.getInputProps('gap')} error={error('gap')} />}
          </Group>
        )}
      </Stack>
    </Card>
  )
}

type SaveProps = Pick<Props, 'createEvent' | 'changeEvent' | 'publishEvent'> & Record<'savedId' | 'previousId', string | undefined>

/** Saves the draft, publishes it when asked to, and goes to its page. */
function useSave({ savedId, previousId, ...actions }: SaveProps, onSaved: () => void) {
  const router = useRouter()
  const publish = useAction(actions.publishEvent)
  const save: Action<{ event: EventInput; publishes: boolean }, { id: string; publishes: boolean }> = async (input) => {
    const saved = await (savedId
      ? actions.changeEvent({ eventId: savedId, event: input.event })
      : actions.createEvent({ ...input.event, ...(previousId && { previousId }) }))
    return saved.ok ? { ok: true, data: { id: saved.data.id, publishes: input.publishes } } : saved
  }
  return useAction(save, {
    onDone: (saved) => {
      onSaved()
      if (saved.publishes) publish.run({ eventId: saved.id })
      router.push(`/auctions/${saved.id}`)
    },
  })
}

'use client'

import {
  Alert,
  Button,
  Card,
  Checkbox,
  Grid,
  GridCol,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field'
import { formatNumber, formatTime } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import type { EventInput } from '@/lib/auction/event-schemas'
import { hasPriceClock, takesSealedBids } from '@/lib/auction/formats/rooms'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { type AuctionDraft, type DraftLine, inMinutes, newDraft, toInput } from './auction-draft'
import { LotsFields } from './lots-fields'
import { RulesCard } from './rules-card'
import { stepWord } from './step-word'

interface Props {
  networks: { id: string; name: string }[]
  suppliers: { id: string; name: string; networkId: string; offers: number }[]
  lines: (DraftLine & { net: string | null })[]
  currency: string
  /** a draft that was saved before */
  saved?: { id: string; draft: AuctionDraft }
  createEvent: Action<EventInput, { id: string }>
  changeEvent: Action<{ eventId: string; event: EventInput }, { id: string }>
  publishEvent: Action<{ eventId: string }>
}

/** Sets up a reverse auction: what, rules, when, who; at the right what a bidder will see. */
export function AuctionForm({ networks, suppliers, lines, currency, saved, createEvent, changeEvent, publishEvent }: Props) {
  const t = useTranslations('auctions')
  const locale = useLocale() as 'en' | 'zh'
  const zone = useTimeZone() ?? 'UTC'
  const numbers = useNumberFormat()
  const router = useRouter()
  const sum = lines.every((line) => line.net) ? lines.reduce((total, line) => total + Number(line.net), 0) : 0
  const form = useForm<AuctionDraft>({
    initialValues:
      saved?.draft ??
      newDraft(
        {
          title: lines.length > 0 ? t('defaultTitle', { item: lines[0]?.name ?? '', more: lines.length - 1 }) : '',
          terms: t('defaultTerms'),
          networkId: networks[0]?.id ?? '',
          currency,
          invite: suppliers.filter((supplier) => supplier.offers > 0).map((supplier) => supplier.id),
        },
        { title: t('lot', { number: 1 }), ceiling: sum > 0 ? Math.ceil(sum) : '', lines: lines.map(({ net: _, ...line }) => line) },
      ),
  })
  const values = form.values
  const sealed = takesSealedBids(values.format)
  const clock = hasPriceClock(values.format)
  const [publishAfter, setPublishAfter] = useState(true)
  const publish = useAction(publishEvent)
  const create = useAction((input: EventInput) => (saved ? changeEvent({ eventId: saved.id, event: input }) : createEvent(input)), {
    onDone: ({ id }) => {
      form.resetDirty()
      if (publishAfter) publish.run({ eventId: id })
      router.push(`/auctions/${id}`)
    },
  })
  useUnsavedGuard(form.isDirty() && !create.pending)
  const opensAt = values.atOnce ? inMinutes(0) : new Date(values.opensAt)
  const endsAt = new Date(opensAt.getTime() + Number(values.minutes) * 60_000)
  const submit = (later: boolean) => {
    setPublishAfter(!later)
    create.run(toInput(values))
  }
  const error = (field: string) => create.fields[field]
  const shown = (amount: number | string) => (amount !== '' && Number.isFinite(Number(amount)) ? formatNumber(amount, numbers) : '–')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit(false)
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
              </Stack>
            </Card>
            <RulesCard form={form} error={error} />
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
              </Stack>
            </Card>
            <Card withBorder>
              <Stack>
                <Title order={2}>{t('step.who')}</Title>
                {networks.length > 1 && (
                  <NativeSelect
                    label={t('network')}
                    data={networks.map((network) => ({ value: network.id, label: network.name }))}
                    {...form.getInputProps('networkId')}
                  />
                )}
                {error('invite') && <Alert color="red">{error('invite')}</Alert>}
                <Checkbox.Group label={t('invite')} {...form.getInputProps('invite')}>
                  <Grid mt={4} gap={6}>
                    {suppliers
                      .filter((supplier) => supplier.networkId === values.networkId)
                      .map((supplier) => (
                        <GridCol key={supplier.id} span={{ base: 12, xs: 6 }}>
                          <Checkbox
                            value={supplier.id}
                            label={
                              supplier.offers > 0 ? t('sellsThis', { supplier: supplier.name, count: supplier.offers }) : supplier.name
                            }
                          />
                        </GridCol>
                      ))}
                  </Grid>
                </Checkbox.Group>
              </Stack>
            </Card>
            <Group justify="flex-end">
              <Button variant="default" loading={create.pending && !publishAfter} onClick={() => submit(true)}>
                {t('saveDraft')}
              </Button>
              <Button type="submit" loading={create.pending && publishAfter} disabled={values.invite.length === 0}>
                {t('publish', { count: values.invite.length })}
              </Button>
            </Group>
          </Stack>
        </GridCol>
        <GridCol span={{ base: 12, md: 4 }}>
          <Card withBorder style={{ position: 'sticky', top: 68 }}>
            <Stack gap="xs">
              <Title order={2}>{t('bidderSees')}</Title>
              <Text fw={600}>{values.title || t('eventTitle')}</Text>
              {values.lots.map((lot, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lots have no identity before they are saved
                <Text key={index} size="sm">
                  {lot.title}:{' '}
                  {values.format === 'dutch-reverse'
                    ? t('rises', { floor: shown(lot.floor), ceiling: `${shown(lot.ceiling)} ${values.currency}` })
                    : t('startsAt', { amount: shown(lot.ceiling), currency: values.currency })}
                </Text>
              ))}
              <Text size="sm">{t(`format.${values.format}`)}</Text>
              {!sealed && !clock && <Text size="sm">{t(`visible.${values.visibility}`)}</Text>}
              {!sealed && (
                <Text size="sm">
                  {t(stepWord(values.format, values.stepUnit), {
                    step: shown(values.stepMinimum),
                    currency: values.currency,
                    seconds: Number(values.interval),
                  })}
                </Text>
              )}
              {!sealed && !clock && values.overtime && (
                <Text size="sm">{t('overtimeSays', { window: Number(values.window), extend: Number(values.extend) })}</Text>
              )}
              <Text size="sm" c="dimmed" suppressHydrationWarning>
                {formatTime(opensAt, locale, zone)}
                {!clock && ` – ${formatTime(endsAt, locale, zone)}`}
              </Text>
            </Stack>
          </Card>
        </GridCol>
      </Grid>
    </form>
  )
}

'use client'

import { Alert, Button, Card, Grid, GridCol, Group, List, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconDeviceFloppy, IconLink, IconShoppingCartPlus } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useMemo, useState } from 'react'
import { ProductPicture } from '@/components/catalog/offers/product-picture'
import { Dialog } from '@/components/ui/dialog'
import { formatMoney, formatUnitPrice } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { said } from '@/components/ui/said'
import { type Action, useAction } from '@/components/ui/use-action'
import { evaluate } from '@/lib/catalog/configuration/model'
import type { Choices, ConfigurationModel } from '@/lib/catalog/configuration/schemas'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { Decimal } from '@/lib/platform/money/decimal'
import { unitName } from '@/lib/platform/units/units'
import { checkQuantity, type PricedLine, perUnit, priceAtQuantity, priceLine } from '@/lib/pricing/rules/line'
import type { PricedOffer, StoredPrice } from '@/lib/pricing/rules/schemas'
import { toAddress } from './choices-address'
import { Choosing } from './choosing'
import { useReasonText } from './reason-text'

interface Props {
  model: ConfigurationModel
  offer: PricedOffer
  /** what the buyer's organization gets it for beside its own price */
  prices: StoredPrice[]
  buyerId: string
  now: string
  about: {
    name: LocalizedText
    partNumber: string
    unit: string
    leadTimeDays: number | null
    categoryCode: string | null
    pictureFileId: string | null
  }
  start: Choices
  quantity: string
  /** one below the other, where there is little room */
  stacked?: boolean
  /** without them it is looked at only */
  add?: Action<{ offerId: string; quantity: string; choices: Choices }>
  save?: Action<{ offerId: string; choices: Choices; name: string }>
}

/** Options left, picture, price and what is wrong right. The price is computed here at once; the server decides. */
export function Configurator({ model, offer, prices, buyerId, now, about, start, stacked, add, save, ...props }: Props) {
  const t = useTranslations('configuration')
  const [choices, setChoices] = useState(start)
  const [quantity, setQuantity] = useState<string | number>(props.quantity)
  const result = useMemo(() => evaluate(model, choices), [model, choices])
  useEffect(() => {
    if (!add) return
    const address = new URL(window.location.href)
    for (const name of [...address.searchParams.keys()]) if (name.startsWith('n_')) address.searchParams.delete(name)
    for (const [name, value] of Object.entries({ ...toAddress(choices), quantity: String(quantity) })) address.searchParams.set(name, value)
    window.history.replaceState(null, '', address)
  }, [choices, quantity, add])
  const locale = useLocale() as Locale
  const numbers = useNumberFormat()
  const asked = quantity === '' || Number(quantity) <= 0 ? null : new Decimal(quantity)
  const wrong = asked && checkQuantity(offer, asked)
  const line =
    asked && !wrong && result.valid && result.surcharge
      ? priceLine({ offer, quantity: asked, prices, buyer: { id: buyerId, groups: [] }, at: Date.parse(now), surcharge: result.surcharge })
      : null
  return (
    <Grid>
      {!stacked && (
        <GridCol span={12} hiddenFrom="md" style={{ position: 'sticky', top: 56, zIndex: 2 }}>
          <Card withBorder padding="xs">
            <Group justify="space-between">
              <Text size="sm">{t('unitPrice', { unit: unitName(about.unit, locale) })}</Text>
              <Text fw={600}>{line ? formatUnitPrice(line.unitPrice.toFixed(), offer.currency, numbers) : t('notYet')}</Text>
            </Group>
          </Card>
        </GridCol>
      )}
      <GridCol span={{ base: 12, md: stacked ? 12 : 7 }}>
        <Choosing model={model} choices={choices} result={result} currency={offer.currency} onChange={setChoices} />
      </GridCol>
      <GridCol span={{ base: 12, md: stacked ? 12 : 5 }} order={stacked ? -1 : undefined}>
        <Card withBorder style={stacked ? undefined : { position: 'sticky', top: 72 }} aria-label={t('summary')} component="section">
          <Summary {...{ model, offer, about, result, asked, wrong, line, quantity, setQuantity }} />
          {(add || save) && (
            <Group mt="md" gap="xs">
              {add && (
                <AddConfigured
                  action={add}
                  disabled={line === null}
                  input={{ offerId: offer.id, quantity: String(quantity), choices }}
                  name={about.name}
                />
              )}
              {save && <SaveConfiguration action={save} disabled={!result.valid} offerId={offer.id} choices={choices} />}
              <CopyLink />
            </Group>
          )}
        </Card>
      </GridCol>
    </Grid>
  )
}

interface SummaryProps extends Pick<Props, 'model' | 'offer' | 'about'> {
  result: ReturnType<typeof evaluate>
  asked: Decimal | null
  /** why it cannot be ordered in this quantity */
  wrong: ReturnType<typeof checkQuantity>
  line: PricedLine<StoredPrice> | null
  quantity: string | number
  setQuantity(quantity: string | number): void
}

function Summary({ model, offer, about, result, asked, wrong, line, quantity, setQuantity }: SummaryProps) {
  const t = useTranslations('configuration')
  const locale = useLocale() as Locale
  const numbers = useNumberFormat()
  const { problemText } = useReasonText(model)
  return (
    <Stack gap="sm">
      <Group wrap="nowrap" align="flex-start">
        <ProductPicture
          fileId={result.pictureFileId ?? about.pictureFileId}
          category={about.categoryCode}
          label={localText(about.name, locale)}
          size={120}
        />
        <div>
          <Text size="sm" c="dimmed">
            {t('partNumber')}
          </Text>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {(result.valid && result.partNumber) || about.partNumber}
          </Text>
          {about.leadTimeDays !== null && (
            <Text size="sm" mt={4}>
              {t('leadTime', { days: about.leadTimeDays + result.leadTimeDays })}
            </Text>
          )}
        </div>
      </Group>
      <Breakdown result={result} line={line} about={about} offer={offer} asked={asked} />
      {result.problems.length > 0 && (
        <Alert color="orange" title={t('notYet')}>
          <List size="sm">
            {result.problems.map((problem) => (
              <List.Item key={JSON.stringify(problem)}>{problemText(problem)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Group justify="space-between" align="flex-end">
        <NumberInput
          label={t('quantity', { unit: unitName(about.unit, locale) })}
          w={140}
          min={0}
          step={Number(offer.step ?? 1)}
          value={quantity}
          onChange={setQuantity}
          error={wrong && said(t, `problem.${wrong.code}`, { nearest: wrong.nearest?.toFixed() ?? '–' })}
        />
        <div style={{ textAlign: 'end' }}>
          <Text size="sm" c="dimmed">
            {t('total')}
          </Text>
          <Title order={2}>{line ? formatMoney(line.net.toFixed(), offer.currency, numbers) : '–'}</Title>
        </div>
      </Group>
    </Stack>
  )
}

function AddConfigured({
  action,
  disabled,
  input,
  name,
}: {
  action: NonNullable<Props['add']>
  disabled: boolean
  input: { offerId: string; quantity: string; choices: Choices }
  name: LocalizedText
}) {
  const t = useTranslations('catalog')
  const locale = useLocale() as Locale
  const { run, pending } = useAction(action, { done: t('added', { product: localText(name, locale) }) })
  return (
    <Button leftSection={<IconShoppingCartPlus size={18} />} loading={pending} disabled={disabled} onClick={() => run(input)}>
      {t('add')}
    </Button>
  )
}

function SaveConfiguration({
  action,
  disabled,
  offerId,
  choices,
}: {
  action: NonNullable<Props['save']>
  disabled: boolean
  offerId: string
  choices: Choices
}) {
  const t = useTranslations('configuration')
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const { run, pending, fields } = useAction(action, { done: t('saved'), quiet: true, onDone: () => setOpen(false) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    run({ offerId, choices, name })
  }
  return (
    <>
      <Button variant="default" leftSection={<IconDeviceFloppy size={18} />} disabled={disabled} onClick={() => setOpen(true)}>
        {t('save')}
      </Button>
      <Dialog opened={open} onClose={() => setOpen(false)} title={t('save')}>
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t('saveName')}
              description={t('saveText')}
              required
              maxLength={120}
              data-autofocus
              value={name}
              onChange={({ target }) => setName(target.value)}
              error={fields.name}
            />
            <Button type="submit" loading={pending}>
              {t('save')}
            </Button>
          </Stack>
        </form>
      </Dialog>
    </>
  )
}

/** The address holds what is chosen: who may see the offer can open it. */
function CopyLink() {
  const t = useTranslations('configuration')
  const { copy, copied, error } = useClipboard({ timeout: 2000 })
  return (
    <Button variant="default" leftSection={<IconLink size={18} />} onClick={() => copy(window.location.href)}>
      {t(error ? 'copyFailed' : copied ? 'copied' : 'copyLink')}
    </Button>
  )
}

/** How the price comes about. */
function Breakdown({ result, line, about, offer, asked }: Pick<SummaryProps, 'result' | 'line' | 'about' | 'offer' | 'asked'>) {
  const t = useTranslations('configuration')
  const locale = useLocale() as Locale
  const numbers = useNumberFormat()
  const base = perUnit(priceAtQuantity(offer.breaks, asked ?? new Decimal(1)), offer.priceBase)
  const price = (amount: Decimal) => formatUnitPrice(amount.toFixed(), offer.currency, numbers)
  return (
    <table className="table" aria-label={t('breakdown')}>
      <tbody>
        <tr>
          <td>{t('basePrice')}</td>
          <td className="number">{price(base)}</td>
        </tr>
        {result.parts.map(({ name, amount }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own and are written anew with each choice
          <tr key={index}>
            <td>{localText(name, locale)}</td>
            <td className="number">{price(amount)}</td>
          </tr>
        ))}
        {line?.special && (
          <tr>
            <td>{said(t, `because.${line.source}`, { name: line.special.listName })}</td>
            <td className="number">{price(line.unitPrice.sub(base).sub(result.surcharge ?? 0))}</td>
          </tr>
        )}
        <tr>
          <th scope="row">{t('unitPrice', { unit: unitName(about.unit, locale) })}</th>
          <th className="number" aria-live="polite" data-testid="unit-price">
            {line ? price(line.unitPrice) : '–'}
          </th>
        </tr>
      </tbody>
    </table>
  )
}

'use client'

import {
  Button,
  Card,
  Fieldset,
  Grid,
  GridCol,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useForm } from '@mantine/form'
import { useTranslations } from 'next-intl'
import { AddRow, RemoveRow } from '@/components/ui/form-rows'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import type { OfferContent } from '@/lib/catalog/offers/content-schemas'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { AttributeRows } from './attribute-rows'
import { CategoryField } from './category-field'
import { type OfferDraft, toContent, toDraft } from './offer-draft'

interface Props {
  catalogId: string
  /** null for a new offer */
  offer: OfferContent | null
  currency: string
  currencies: string[]
  units: { value: string; label: string }[]
  editable: boolean
  action: Action<{ catalogId: string; offers: OfferContent[]; withdraw: string[] }>
}

interface OfferFields {
  form: UseFormReturnType<OfferDraft>
  /** what an input at this path needs */
  field(path: string): ReturnType<UseFormReturnType<OfferDraft>['getInputProps']> & { readOnly: boolean }
}

/** One line of a catalog, whole: what the product is, what it costs, how it is ordered. Saving publishes a version. */
export function OfferForm({ catalogId, offer, currency, currencies, units, editable, action }: Props) {
  const t = useTranslations('offer')
  const numbers = useNumberFormat()
  const router = useRouter()
  const form = useForm<OfferDraft>({ initialValues: toDraft(offer, currency, numbers) })
  const { run, pending, fields } = useAction(action, {
    done: t('saved'),
    onDone: () => {
      form.resetDirty()
      if (!offer) router.push(`/selling/${catalogId}/offers/${encodeURIComponent(form.values.part.trim())}`)
    },
  })
  useUnsavedGuard(editable && form.isDirty())
  const save = async (values: OfferDraft) => {
    // The schema is the server's own; it is large, and wanted only now.
    const { offerContent } = await import('@/lib/catalog/offers/content-schemas')
    const { data, error } = offerContent.safeParse(toContent(values, numbers))
    if (data) run({ catalogId, offers: [data], withdraw: [] })
    else
      form.setErrors(
        Object.fromEntries(
          error.issues.map(({ path }) => [path[0] === 'name' && path.length === 1 ? 'name.en' : path.join('.'), t('invalid')]),
        ),
      )
  }
  const field = (path: string) => {
    const props = form.getInputProps(path)
    return { ...props, error: props.error ?? fields[path], readOnly: !editable }
  }
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack>
        <ProductCard editable={editable} offer={offer} field={field} form={form} />
        <Grid>
          <GridCol span={{ base: 12, md: 6 }}>
            <PriceCard currencies={currencies} editable={editable} units={units} field={field} form={form} />
          </GridCol>
          <GridCol span={{ base: 12, md: 6 }}>
            <OrderingCard field={field} />
          </GridCol>
        </Grid>
        <AttributesCard editable={editable} form={form} field={field} />
        <RelatedCard field={field} />
        {editable && (
          <Group>
            <Button type="submit" loading={pending} disabled={!form.isDirty()}>
              {t('publish')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('publishText')}
            </Text>
          </Group>
        )}
      </Stack>
    </form>
  )
}

interface ProductCardProps extends Pick<Props, 'editable' | 'offer'> {
  field: OfferFields['field']
  form: OfferFields['form']
}

/** What the product is. */
function ProductCard({ editable, offer, field, form }: ProductCardProps) {
  const t = useTranslations('offer')
  return (
    <Card withBorder>
      <Fieldset legend={t('product')} variant="unstyled">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput label={t('part')} required {...field('part')} readOnly={!editable || offer !== null} />
          <CategoryField label={t('category')} {...field('category')} value={form.values.category} />
          <TextInput label={t('nameEn')} maxLength={4000} {...field('name.en')} />
          <TextInput label={t('nameZh')} maxLength={4000} {...field('name.zh')} />
          <Textarea label={t('descriptionEn')} autosize minRows={2} maxLength={4000} {...field('description.en')} />
          <Textarea label={t('descriptionZh')} autosize minRows={2} maxLength={4000} {...field('description.zh')} />
          <TextInput label={t('brand')} maxLength={120} {...field('brand')} />
          <TextInput label={t('makerPart')} maxLength={120} {...field('makerPart')} />
          <TextInput label={t('gtin')} maxLength={14} inputMode="numeric" {...field('gtin')} />
        </SimpleGrid>
      </Fieldset>
    </Card>
  )
}

interface PriceCardProps extends Pick<Props, 'currencies' | 'editable' | 'units'> {
  field: OfferFields['field']
  form: OfferFields['form']
}

/** What it costs, by quantity. */
function PriceCard({ currencies, editable, units, field, form }: PriceCardProps) {
  const t = useTranslations('offer')
  return (
    <Card withBorder>
      <Fieldset legend={t('price')} variant="unstyled">
        <Stack gap="sm">
          <Group grow align="flex-start">
            <NativeSelect label={t('currency')} data={currencies} {...field('currency')} disabled={!editable} />
            <NativeSelect label={t('unit')} data={units} {...field('unit')} disabled={!editable} />
            <TextInput label={t('priceBase')} inputMode="decimal" {...field('priceBase')} />
          </Group>
          {form.values.breaks.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no name of their own and keep their order
            <Group key={index} align="flex-end" wrap="nowrap">
              <TextInput label={t('from')} inputMode="decimal" style={{ flex: 1 }} {...field(`breaks.${index}.from`)} />
              <TextInput label={t('unitPrice')} inputMode="decimal" style={{ flex: 1 }} {...field(`breaks.${index}.price`)} />
              <RemoveRow
                label={t('removeBreak')}
                shown={editable && form.values.breaks.length > 1}
                onClick={() => form.removeListItem('breaks', index)}
              />
            </Group>
          ))}
          <AddRow
            label={t('addBreak')}
            shown={editable && form.values.breaks.length < 12}
            onClick={() => form.insertListItem('breaks', { from: '', price: '' })}
          />
          <NativeSelect
            label={t('taxCategory')}
            data={(['S', 'AA', 'Z', 'E', 'AE'] as const).map((code) => ({ value: code, label: t(`tax.${code}`) }))}
            {...field('taxCategory')}
            disabled={!editable}
          />
        </Stack>
      </Fieldset>
    </Card>
  )
}

/** How it is ordered. */
function OrderingCard({ field }: { field: OfferFields['field'] }) {
  const t = useTranslations('offer')
  return (
    <Card withBorder>
      <Fieldset legend={t('ordering')} variant="unstyled">
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label={t('minimum')} inputMode="decimal" {...field('minimum')} />
          <TextInput label={t('step')} inputMode="decimal" {...field('step')} />
          <TextInput label={t('maximum')} inputMode="decimal" {...field('maximum')} />
          <TextInput label={t('packSize')} inputMode="decimal" {...field('packSize')} />
          <NumberInput
            label={t('leadTimeDays')}
            min={0}
            max={1000}
            allowDecimal={false}
            suffix={t('daysSuffix')}
            {...field('leadTimeDays')}
          />
          <TextInput label={t('stock')} inputMode="decimal" {...field('stock')} />
          <TextInput type="date" label={t('validFrom')} {...field('validFrom')} />
          <TextInput type="date" label={t('validTo')} {...field('validTo')} />
        </SimpleGrid>
      </Fieldset>
    </Card>
  )
}

interface AttributesCardProps extends Pick<Props, 'editable'> {
  form: OfferFields['form']
  field: OfferFields['field']
}

function AttributesCard({ editable, form, field }: AttributesCardProps) {
  const t = useTranslations('offer')
  return (
    <Card withBorder>
      <AttributeRows
        legend={t('attributes')}
        category={form.values.category}
        names={form.values.attributes.map(({ name }) => name)}
        most={60}
        editable={editable}
        field={(index, name) => field(`attributes.${index}.${name}`)}
        onAdd={(attribute) => form.insertListItem('attributes', attribute)}
        onRemove={(index) => form.removeListItem('attributes', index)}
      />
    </Card>
  )
}

function RelatedCard({ field }: { field: OfferFields['field'] }) {
  const t = useTranslations('offer')
  return (
    <Card withBorder>
      <Fieldset legend={t('related')} variant="unstyled">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput label={t('substitutes')} description={t('partsHint')} {...field('substitutes')} />
          <TextInput label={t('accessories')} description={t('partsHint')} {...field('accessories')} />
        </SimpleGrid>
      </Fieldset>
    </Card>
  )
}

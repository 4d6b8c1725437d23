'use client'

import { Button, Collapse, Group, NumberInput, Paper, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { AnchorLink, BadgeLink } from '@/components/ui/links'
import type { SearchParams } from '@/lib/discovery/search/schemas'
import type { Found } from '@/lib/discovery/search/views'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { catalogHref } from './search-href'

interface Props {
  params: SearchParams
  facets: Found['facets']
  own: { id: string; code: string; name: string; count: number }[]
  names: { category: Record<string, { en: string; zh: string }>; supplier: Record<string, string> }
  locale: 'en' | 'zh'
  currency: string
}

type Translate = ReturnType<typeof useTranslations<'catalog'>>

/** Filters with counts; chosen ones as chips on top, all of them in the address. */
export function Facets(props: Props) {
  const t = useTranslations('catalog')
  const [opened, { toggle }] = useDisclosure(false)
  const body = <Choices {...props} />
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('filters')}>
      <Chips {...props} />
      <Button hiddenFrom="sm" variant="default" fullWidth onClick={toggle} aria-expanded={opened}>
        {t('filters')}
      </Button>
      <Collapse expanded={opened} hiddenFrom="sm" mt="sm">
        {body}
      </Collapse>
      <Stack visibleFrom="sm">{body}</Stack>
    </Paper>
  )
}

const without = (list: string[], value: string) => list.filter((each) => each !== value)
const choose = (list: string[], value: string) => (list.includes(value) ? without(list, value) : [...list, value])

/** Each filter that is set, and the address without it. */
function chipsOf({ params, names, own, locale, currency }: Props, t: Translate): { label: string; href: string }[] {
  const leave = (label: string, changed: Partial<SearchParams>) => ({ label, href: catalogHref({ ...params, ...changed, page: 1 }) })
  return [
    ...(params.category ? [leave(names.category[params.category]?.[locale] ?? params.category, { category: undefined })] : []),
    ...own.filter(({ id }) => id === params.own).map(({ code, name }) => leave(`${code} ${name}`, { own: undefined })),
    ...params.supplier.map((id) => leave(names.supplier[id] ?? id, { supplier: without(params.supplier, id) })),
    ...params.brand.map((brand) => leave(brand, { brand: without(params.brand, brand) })),
    ...params.attr.map((value) => leave(value.replace('=', ': '), { attr: without(params.attr, value) })),
    ...(params.lead !== undefined ? [leave(t('withinDays', { days: params.lead }), { lead: undefined })] : []),
    ...(params.stock ? [leave(t('inStock'), { stock: undefined })] : []),
    ...(params.min || params.max
      ? [leave(`${params.min ?? '0'} – ${params.max ?? '∞'} ${currency}`, { min: undefined, max: undefined })]
      : []),
  ]
}

function Chips(props: Props) {
  const t = useTranslations('catalog')
  const chips = chipsOf(props, t)
  if (chips.length === 0) return null
  return (
    <Group gap={6} mb="sm">
      {chips.map((chip) => (
        <BadgeLink key={chip.label} href={chip.href} style={{ cursor: 'pointer' }} title={t('removeFilter')}>
          {chip.label} ×
        </BadgeLink>
      ))}
      <AnchorLink href={catalogHref({ q: props.params.q })} size="sm">
        {t('clear')}
      </AnchorLink>
    </Group>
  )
}

/** Everything that can be chosen, with how much there is of it. */
function Choices(props: Props) {
  const t = useTranslations('catalog')
  const { params, facets, names, own, locale } = props
  return (
    <Stack gap="md">
      {own.length > 0 && (
        <Facet title={t('facet.own')}>
          {own.map(({ id, code, name, count }) => {
            const chosen = params.own === id
            return (
              <Choice key={id} label={`${code} ${name}`} count={count} chosen={chosen} to={{ ...params, own: chosen ? undefined : id }} />
            )
          })}
        </Facet>
      )}
      <Facet title={t('facet.category')}>
        {facets.category.slice(0, 14).map(({ value, count }) => {
          const chosen = params.category === value
          const label = names.category[value]?.[locale] ?? value
          return <Choice key={value} label={label} count={count} chosen={chosen} to={{ ...params, category: chosen ? undefined : value }} />
        })}
      </Facet>
      <Facet title={t('facet.supplier')}>
        {facets.supplier.slice(0, 10).map(({ value, count }) => {
          const to = { ...params, supplier: choose(params.supplier, value) }
          return (
            <Choice key={value} label={names.supplier[value] ?? value} count={count} chosen={params.supplier.includes(value)} to={to} />
          )
        })}
      </Facet>
      <Facet title={t('facet.brand')}>
        {facets.brand.slice(0, 10).map(({ value, count }) => {
          const to = { ...params, brand: choose(params.brand, value) }
          return <Choice key={value} label={value} count={count} chosen={params.brand.includes(value)} to={to} />
        })}
      </Facet>
      <PriceFacet {...props} />
      <DeliveryFacet {...props} />
      <AttributeFacets {...props} />
    </Stack>
  )
}

function DeliveryFacet({ params, facets }: Props) {
  const t = useTranslations('catalog')
  const inStock = params.stock === '1'
  return (
    <Facet title={t('facet.delivery')}>
      <Choice label={t('inStock')} count={facets.stock} chosen={inStock} to={{ ...params, stock: params.stock ? undefined : '1' }} />
      {facets.lead.map(({ days, count }) => {
        const chosen = params.lead === days
        const to = { ...params, lead: chosen ? undefined : days }
        return <Choice key={days} label={t('withinDays', { days })} count={count} chosen={chosen} to={to} />
      })}
    </Facet>
  )
}

function AttributeFacets({ params, facets }: Props) {
  const attributes = new Map<string, { value: string; count: number }[]>()
  for (const each of facets.attribute) {
    const name = each.value.split('=', 1)[0] ?? ''
    attributes.set(name, [...(attributes.get(name) ?? []), each])
  }
  return [...attributes].slice(0, 5).map(([name, values]) => (
    <Facet key={name} title={name}>
      {values.slice(0, 8).map(({ value, count }) => {
        const to = { ...params, attr: choose(params.attr, value) }
        return <Choice key={value} label={value.slice(name.length + 1)} count={count} chosen={params.attr.includes(value)} to={to} />
      })}
    </Facet>
  ))
}

function Choice({ label, count, chosen, to }: { label: string; count: number; chosen: boolean; to: SearchParams }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <AnchorLink
        href={catalogHref({ ...to, page: 1 })}
        size="sm"
        fw={chosen ? 700 : 400}
        aria-current={chosen ? 'true' : undefined}
        truncate="end"
        lh="24px"
      >
        {label}
      </AnchorLink>
      <Text size="xs" c="dimmed">
        {count}
      </Text>
    </Group>
  )
}

function Facet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap={2}>
      <Text fw={600} size="sm">
        {title}
      </Text>
      {children}
    </Stack>
  )
}

function PriceFacet({ params, currency }: Props) {
  const t = useTranslations('catalog')
  const router = useRouter()
  const [min, setMin] = useState<string | number>(params.min ?? '')
  const [max, setMax] = useState<string | number>(params.max ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    router.push(catalogHref({ ...params, min: min === '' ? undefined : String(min), max: max === '' ? undefined : String(max), page: 1 }))
  }
  return (
    <Facet title={t('facet.price', { currency })}>
      <form onSubmit={submit}>
        <Group gap={6} wrap="nowrap">
          <NumberInput aria-label={t('priceFrom')} placeholder={t('from')} size="xs" min={0} hideControls value={min} onChange={setMin} />
          <NumberInput aria-label={t('priceTo')} placeholder={t('to')} size="xs" min={0} hideControls value={max} onChange={setMax} />
          <Button type="submit" size="xs" variant="default" px={6} style={{ flex: 'none' }}>
            {t('apply')}
          </Button>
        </Group>
      </form>
    </Facet>
  )
}

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

/** Filters with counts; chosen ones as chips on top, all of them in the address. */
export function Facets(props: Props) {
  const t = useTranslations('catalog')
  const { params, facets, names, own, locale } = props
  const [opened, { toggle }] = useDisclosure(false)
  const without = (list: string[], value: string) => list.filter((each) => each !== value)
  const chips: { label: string; href: string }[] = [
    ...(params.category
      ? [
          {
            label: names.category[params.category]?.[locale] ?? params.category,
            href: catalogHref({ ...params, category: undefined, page: 1 }),
          },
        ]
      : []),
    ...own
      .filter(({ id }) => id === params.own)
      .map(({ code, name }) => ({ label: `${code} ${name}`, href: catalogHref({ ...params, own: undefined, page: 1 }) })),
    ...params.supplier.map((id) => ({
      label: names.supplier[id] ?? id,
      href: catalogHref({ ...params, supplier: without(params.supplier, id), page: 1 }),
    })),
    ...params.brand.map((brand) => ({ label: brand, href: catalogHref({ ...params, brand: without(params.brand, brand), page: 1 }) })),
    ...params.attr.map((value) => ({
      label: value.replace('=', ': '),
      href: catalogHref({ ...params, attr: without(params.attr, value), page: 1 }),
    })),
    ...(params.lead !== undefined
      ? [{ label: t('withinDays', { days: params.lead }), href: catalogHref({ ...params, lead: undefined, page: 1 }) }]
      : []),
    ...(params.stock ? [{ label: t('inStock'), href: catalogHref({ ...params, stock: undefined, page: 1 }) }] : []),
    ...(params.min || params.max
      ? [
          {
            label: `${params.min ?? '0'} – ${params.max ?? '∞'} ${props.currency}`,
            href: catalogHref({ ...params, min: undefined, max: undefined, page: 1 }),
          },
        ]
      : []),
  ]
  const attributes = new Map<string, { value: string; count: number }[]>()
  for (const each of facets.attribute) {
    const name = each.value.split('=', 1)[0] ?? ''
    attributes.set(name, [...(attributes.get(name) ?? []), each])
  }
  const link = (label: string, count: number, href: string, chosen: boolean) => (
    <Group key={label} justify="space-between" wrap="nowrap" gap="xs">
      <AnchorLink href={href} size="sm" fw={chosen ? 700 : 400} aria-current={chosen ? 'true' : undefined} truncate="end" lh="24px">
        {label}
      </AnchorLink>
      <Text size="xs" c="dimmed">
        {count}
      </Text>
    </Group>
  )
  const choose = (list: string[], value: string) => (list.includes(value) ? without(list, value) : [...list, value])
  const body = (
    <Stack gap="md">
      {own.length > 0 && (
        <Facet title={t('facet.own')}>
          {own.map(({ id, code, name, count }) =>
            link(`${code} ${name}`, count, catalogHref({ ...params, own: params.own === id ? undefined : id, page: 1 }), params.own === id),
          )}
        </Facet>
      )}
      <Facet title={t('facet.category')}>
        {facets.category
          .slice(0, 14)
          .map(({ value, count }) =>
            link(
              names.category[value]?.[locale] ?? value,
              count,
              catalogHref({ ...params, category: params.category === value ? undefined : value, page: 1 }),
              params.category === value,
            ),
          )}
      </Facet>
      <Facet title={t('facet.supplier')}>
        {facets.supplier
          .slice(0, 10)
          .map(({ value, count }) =>
            link(
              names.supplier[value] ?? value,
              count,
              catalogHref({ ...params, supplier: choose(params.supplier, value), page: 1 }),
              params.supplier.includes(value),
            ),
          )}
      </Facet>
      <Facet title={t('facet.brand')}>
        {facets.brand
          .slice(0, 10)
          .map(({ value, count }) =>
            link(value, count, catalogHref({ ...params, brand: choose(params.brand, value), page: 1 }), params.brand.includes(value)),
          )}
      </Facet>
      <PriceFacet {...props} />
      <Facet title={t('facet.delivery')}>
        {link(t('inStock'), facets.stock, catalogHref({ ...params, stock: params.stock ? undefined : '1', page: 1 }), params.stock === '1')}
        {facets.lead.map(({ days, count }) =>
          link(
            t('withinDays', { days }),
            count,
            catalogHref({ ...params, lead: params.lead === days ? undefined : days, page: 1 }),
            params.lead === days,
          ),
        )}
      </Facet>
      {[...attributes].slice(0, 5).map(([name, values]) => (
        <Facet key={name} title={name}>
          {values
            .slice(0, 8)
            .map(({ value, count }) =>
              link(
                value.slice(name.length + 1),
                count,
                catalogHref({ ...params, attr: choose(params.attr, value), page: 1 }),
                params.attr.includes(value),
              ),
            )}
        </Facet>
      ))}
    </Stack>
  )
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('filters')}>
      {chips.length > 0 && (
        <Group gap={6} mb="sm">
          {chips.map((chip) => (
            <BadgeLink key={chip.label} href={chip.href} style={{ cursor: 'pointer' }} title={t('removeFilter')}>
              {chip.label} ×
            </BadgeLink>
          ))}
          <AnchorLink href={catalogHref({ q: params.q })} size="sm">
            {t('clear')}
          </AnchorLink>
        </Group>
      )}
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

import { Badge, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { CSSProperties, ReactNode } from 'react'
import { ProductPicture } from '@/components/catalog/offers/product-picture'
import { formatMoney, formatNumber, formatPercent, formatQuantity, formatUnitPrice } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import type { ComparedOffer, ComparisonView } from '@/lib/discovery/comparison/views'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { Decimal } from '@/lib/platform/money/decimal'
import { unitName } from '@/lib/platform/units/units'

interface Props {
  view: ComparisonView
  currency: string
  locale: Locale
  numbers: NumberFormat
}

/** The first column stays while the others move. */
const FIRST: CSSProperties = { position: 'sticky', left: 0, minWidth: 110, background: 'var(--mantine-color-body)' }

interface Line {
  label: string
  cells: ReactNode[]
  differs: boolean
  /** places of the best, marked */
  best?: number[]
  strong?: boolean
}

/** Offers in columns, everything that tells them apart in rows: rows that differ stand out, the best figure of a row is marked. */
export function Matrix({ view, currency, locale, numbers }: Props) {
  const t = useTranslations('compare')
  const sections: [string, Line[]][] = [
    [t('section.product'), productLines(view, t)],
    [t('section.offer'), offerLines(view, t, locale, numbers)],
    [t('section.supplier'), supplierLines(view.offers, t, numbers)],
    [t('section.cost'), costLines(view.offers, t, currency, numbers)],
  ]
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="table columns" aria-label={t('title')}>
        <thead>
          <tr>
            <th style={FIRST} />
            {view.offers.map(({ offer, product }) => {
              const { pictureFileId, categoryCode, id, name } = view.products[product] as ComparisonView['products'][number]
              return (
                <th key={offer.id} style={{ minWidth: 150, verticalAlign: 'top' }}>
                  <ProductPicture fileId={pictureFileId} category={categoryCode} label={localText(name, locale)} size={48} />
                  <AnchorLink href={`/catalog/${id}?quantity=${offer.quantity}`} display="block">
                    {localText(name, locale)}
                  </AnchorLink>
                  <Text size="sm" fw={400}>
                    {offer.supplierName} · {offer.supplierPartNumber}
                  </Text>
                </th>
              )
            })}
          </tr>
        </thead>
        {sections.map(([title, lines]) => (
          <tbody key={title}>
            <tr>
              <th scope="rowgroup" colSpan={view.offers.length + 1} style={{ paddingTop: 16 }}>
                {title}
              </th>
            </tr>
            {lines.map(({ label, cells, differs, best, strong }) => (
              <MatrixRow key={label} view={view} label={label} differs={differs} strong={strong} cells={cells} best={best} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

type T = ReturnType<typeof useTranslations<'compare'>>

const differs = (values: readonly (string | null)[]) => new Set(values.filter((value) => value !== null)).size > 1

/** Places of the lowest (or highest) figure; none where all are alike or only one is known. */
function bestOf(figures: readonly (number | null)[], wanted: 'low' | 'high'): number[] {
  const known = figures.filter((figure) => figure !== null)
  if (known.length < 2 || new Set(known).size < 2) return []
  const best = wanted === 'low' ? Math.min(...known) : Math.max(...known)
  return figures.flatMap((figure, index) => (figure === best ? [index] : []))
}

function productLines({ products, attributes, offers }: ComparisonView, t: T): Line[] {
  const plain = (label: string, of: (product: ComparisonView['products'][number]) => string | null): Line => {
    const values = offers.map(({ product }) => of(products[product] as ComparisonView['products'][number]))
    return { label, cells: values.map((value) => value ?? '–'), differs: differs(values) }
  }
  return [
    plain(t('brand'), ({ brand }) => brand),
    plain(t('partNumber'), ({ partNumber }) => partNumber),
    plain('GTIN', ({ gtin }) => gtin),
    ...attributes.map(
      ({ name, values, differs: differ }): Line => ({
        label: name,
        cells: offers.map(({ product }) => values[product]?.text ?? '–'),
        differs: differ,
      }),
    ),
  ]
}

function offerLines({ offers, internalUnit }: ComparisonView, t: T, locale: Locale, numbers: NumberFormat): Line[] {
  const lead = offers.map(({ offer }) => offer.leadTimeDays)
  const factorOf = (unit: string) => internalUnit?.factors[unit] ?? '1'
  const units = offers.map(({ offer }) => Number(offer.converted ?? Number.NaN) / (Number(offer.quantity) * Number(factorOf(offer.unit))))
  const unitPrices = offers.map(({ offer }) => formatUnitPrice(offer.unitPrice, offer.currency, numbers))
  return [
    {
      label: t('unitPrice'),
      cells: offers.map((each, index) =>
        internalUnit && each.offer.unit !== internalUnit.unit
          ? `${unitPrices[index]} (${formatUnitPrice(new Decimal(each.offer.unitPrice).div(factorOf(each.offer.unit)).toFixed(), each.offer.currency, numbers)} / ${unitName(internalUnit.unit, locale)})`
          : unitPrices[index],
      ),
      differs: differs(unitPrices),
      best: bestOf(
        units.map((unit) => (Number.isNaN(unit) ? null : unit)),
        'low',
      ),
    },
    {
      label: t('quantity'),
      cells: offers.map(({ offer }) => {
        const sold = formatQuantity(offer.quantity, offer.unit, numbers, locale)
        const own = internalUnit && offer.unit !== internalUnit.unit && new Decimal(offer.quantity).mul(factorOf(offer.unit)).toFixed()
        return own ? `${sold} = ${formatQuantity(own, internalUnit.unit, numbers, locale)}` : sold
      }),
      differs: differs(offers.map(({ offer }) => `${offer.quantity} ${offer.unit}`)),
    },
    {
      label: t('leadTime'),
      cells: lead.map((days) => days ?? '–'),
      differs: differs(lead.map((days) => days?.toString() ?? null)),
      best: bestOf(lead, 'low'),
    },
    {
      label: t('stock'),
      cells: offers.map(({ offer }) => (offer.stock === null ? '–' : formatNumber(offer.stock, numbers))),
      differs: false,
    },
  ]
}

function supplierLines(offers: ComparedOffer[], t: T, numbers: NumberFormat): Line[] {
  const share = (label: string, of: (offer: ComparedOffer) => number | null): Line => {
    const values = offers.map(of)
    const shown = values.map((value) => (value === null ? '–' : formatPercent(value * 100, numbers)))
    return { label, cells: shown, differs: differs(shown.map((text) => (text === '–' ? null : text))), best: bestOf(values, 'high') }
  }
  return [
    share(t('onTime'), ({ score }) => score.onTime),
    share(t('accepted'), ({ score }) => score.accepted),
    { label: t('orders'), cells: offers.map(({ score }) => score.orders), differs: false },
  ]
}

function costLines(offers: ComparedOffer[], t: T, currency: string, numbers: NumberFormat): Line[] {
  const parts = ['price', 'freight', 'duty', 'credit', 'running', 'total'] as const
  return parts.map((part): Line => {
    const amounts = offers.map(({ cost }) => cost[part])
    return {
      label: t(`cost.${part}`),
      cells: offers.map(({ cost, above }, index) => {
        const amount = amounts[index] ?? null
        if (amount !== null)
          return (
            <span key={part}>
              {formatMoney(part === 'credit' && Number(amount) > 0 ? `-${amount}` : amount, currency, numbers)}
              {part === 'total' && above !== null && above > 0 && (
                <Text span size="sm" c="dimmed">
                  {' '}
                  +{formatPercent(above, numbers)}
                </Text>
              )}
            </span>
          )
        if (part === 'running' && cost.problem) return t(`problem.${cost.problem.code}`, { at: cost.problem.at })
        return part === 'total' ? t('unknownTotal') : t('noRate')
      }),
      differs: differs(amounts),
      best:
        part === 'total'
          ? bestOf(
              amounts.map((amount) => (amount === null ? null : Number(amount))),
              'low',
            )
          : [],
      strong: part === 'total',
    }
  })
}

interface MatrixRowProps extends Pick<Props, 'view'> {
  label: Line['label']
  differs: Line['differs']
  strong: Line['strong']
  cells: Line['cells']
  best: Line['best']
}

function MatrixRow({ view, label, differs, strong, cells, best }: MatrixRowProps) {
  const t = useTranslations('compare')
  return (
    <tr className={differs ? 'marked' : undefined}>
      <th scope="row" style={{ ...FIRST, fontWeight: strong ? 700 : 500 }}>
        {label}
        {differs && ' ≠'}
      </th>
      {cells.map((cell, index) => (
        <td key={view.offers[index]?.offer.id} style={{ fontWeight: strong ? 700 : undefined }}>
          {cell}
          {best?.includes(index) && (
            <Badge ml={6} size="sm" color="green">
              {t('bestOfRow')}
            </Badge>
          )}
        </td>
      ))}
    </tr>
  )
}

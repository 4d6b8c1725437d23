import { getLocale, getTranslations } from 'next-intl/server'
import { MAX_COMPARED } from '@/components/catalog/compare-limits'
import { ProductPicture } from '@/components/catalog/product-picture'
import { ActionButton } from '@/components/ui/action-button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatUnitPrice } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import type { Attribute } from '@/lib/catalog/content'
import { may } from '@/lib/identity/abilities'
import { cheapestOffer, quoteProducts } from '@/lib/ordering/queries'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { isUuid } from '@/lib/platform/ids'
import { joinProductsAction } from '../../../actions/duplicates'
import { pageContext } from '../../../request-context'

/** Up to six products side by side; rows in which they differ stand out. */
export default async function ComparePage({ searchParams }: { searchParams: Promise<{ id?: string | string[] }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('compare')
  const locale = (await getLocale()) as Locale
  const numbers = ctx.actor.numberFormat
  const { id = [] } = await searchParams
  const ids = [id].flat().filter(isUuid).slice(0, MAX_COMPARED)
  const quotes = await quoteProducts(ctx, ids)
  const rows = await ctx.db.product.findMany({ where: { id: { in: [...quotes.keys()] } } })
  const products = ids.flatMap((each) => rows.find((row) => row.id === each) ?? [])
  if (products.length < 2) return <EmptyState title={t('title')} text={t('empty')} action={{ href: '/catalog', label: t('toCatalog') }} />
  const attributeNames = [...new Set(products.flatMap((product) => (product.attributes as Attribute[]).map((attribute) => attribute.name)))]
  const attribute = (product: (typeof products)[number], name: string) => {
    const found = (product.attributes as Attribute[]).find((each) => each.name === name)
    return found ? [found.value, found.unit].filter(Boolean).join(' ') : '–'
  }
  const best = (product: (typeof products)[number]) => cheapestOffer(quotes.get(product.id) ?? [])
  const lines: [string, (product: (typeof products)[number]) => string][] = [
    [t('brand'), (product) => product.brand ?? '–'],
    [t('partNumber'), (product) => product.partNumber ?? '–'],
    [
      t('bestPrice'),
      (product) => {
        const offer = best(product)
        return offer ? formatUnitPrice(offer.unitPrice, offer.currency, numbers) : '–'
      },
    ],
    [t('supplier'), (product) => best(product)?.supplierName ?? '–'],
    [t('leadTime'), (product) => String(best(product)?.leadTimeDays ?? '–')],
    [t('offers'), (product) => String(quotes.get(product.id)?.length ?? 0)],
    ...attributeNames.map((name): [string, (product: (typeof products)[number]) => string] => [
      name,
      (product) => attribute(product, name),
    ]),
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        crumbs={[{ href: '/catalog', label: t('toCatalog') }]}
        action={
          may('manage', 'VirtualCatalog')(ctx.actor) &&
          products[0] && (
            <ActionButton
              variant="default"
              action={joinProductsAction}
              input={{ headId: products[0].id, productIds: products.slice(1).map((product) => product.id) }}
              done={t('joined')}
              goTo={`/catalog/${products[0].id}`}
            >
              {t('join')}
            </ActionButton>
          )
        }
      />
      <div style={{ overflowX: 'auto' }}>
        <table className="table columns" aria-label={t('title')}>
          <thead>
            <tr>
              <th />
              {products.map((product) => (
                <th key={product.id} style={{ minWidth: 150 }}>
                  <ProductPicture fileId={product.pictureFileId} category={product.categoryCode} label="" />
                  <AnchorLink href={`/catalog/${product.id}`} display="block">
                    {localText(product.name as { en?: string }, locale)}
                  </AnchorLink>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(([label, value]) => {
              const values = products.map(value)
              const differs = new Set(values).size > 1
              return (
                <tr key={label} className={differs ? 'marked' : undefined}>
                  <th scope="row">
                    {label}
                    {differs && ' ≠'}
                  </th>
                  {products.map((product, index) => (
                    <td key={product.id}>{values[index]}</td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}

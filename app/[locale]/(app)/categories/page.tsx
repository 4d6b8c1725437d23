import { Badge, Grid, GridCol, Group, Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { AskedAttributes } from '@/components/catalog/categories/asked-attributes'
import { CategoryFinder } from '@/components/catalog/categories/category-finder'
import { CategoryForm } from '@/components/catalog/categories/category-form'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatNumber } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { singleValues } from '@/components/ui/single-values'
import { WhenReady } from '@/components/ui/when-ready'
import { categoryPrefix, levelOf } from '@/lib/catalog/categories/model'
import { categoryNode } from '@/lib/catalog/categories/queries'
import { MAX_ASKED } from '@/lib/catalog/categories/schemas'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import {
  addCategoryAction,
  archiveCategoryAction,
  removeCategoryAction,
  renameCategoryAction,
  saveRequestedAttributesAction,
} from '../../../actions/categories'
import { pageContext, show } from '../../../request-context'

const DEEPEST = 4

const nameOf = ({ nameEn, nameZh }: { nameEn: string; nameZh: string }, locale: Locale) => (locale === 'zh' ? nameZh : nameEn)
const href = (code: string) => `/categories?at=${code}`
type Node = Awaited<ReturnType<typeof categoryNode>>

/** The category tree, one place of it at a time: what lies below, how it is called, which attributes its products should have. */
export default async function CategoriesPage({ searchParams }: { searchParams: Promise<{ at?: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('categories')
  const locale = (await getLocale()) as Locale
  const { category, path, children, asked } = await show(categoryNode(ctx, singleValues(await searchParams).at ?? null))
  const level = category ? levelOf(category.code) : 0
  const parent = path.at(-2)
  return (
    <>
      <PageHeader
        title={category ? nameOf(category, locale) : t('title')}
        subtitle={category ? category.code : t('subtitle')}
        crumbs={
          category
            ? [
                { href: '/categories', label: t('title') },
                ...path.slice(0, -1).map((each) => ({ href: href(each.code), label: nameOf(each, locale) })),
              ]
            : []
        }
        action={category && <CategoryActions category={category} parent={parent} />}
      />
      <Grid>
        <GridCol span={{ base: 12, lg: 7 }}>
          <Stack>
            <WhenReady>
              <CategoryFinder />
            </WhenReady>
            {category?.archived && <Badge color="gray">{t('isArchived')}</Badge>}
            {children.length === 0 ? (
              level < DEEPEST && <EmptyState title={t('nothingBelow')} text={t('nothingBelowText')} />
            ) : (
              <Below ctx={ctx} below={children} />
            )}
            {category && (
              <AskedAttributes
                key={category.code}
                code={category.code}
                own={asked.filter(({ categoryCode }) => categoryCode === category.code)}
                inherited={asked.filter(({ categoryCode }) => categoryCode !== category.code).map(({ name }) => name)}
                most={MAX_ASKED}
                save={saveRequestedAttributesAction}
              />
            )}
          </Stack>
        </GridCol>
        <GridCol span={{ base: 12, lg: 5 }}>
          <Forms category={category} level={level} />
        </GridCol>
      </Grid>
    </>
  )
}

interface CategoryActionsProps {
  category: NonNullable<Node['category']>
  parent: Node['path'][number] | undefined
}

async function CategoryActions({ category, parent }: CategoryActionsProps) {
  const t = await getTranslations('categories')
  const locale = (await getLocale()) as Locale
  return (
    <Group gap="xs">
      <ActionButton
        variant="default"
        action={archiveCategoryAction}
        input={{ code: category.code, archived: !category.archived }}
        done={t('saved')}
      >
        {t(category.archived ? 'offerAgain' : 'archive')}
      </ActionButton>
      <ActionButton
        variant="default"
        action={removeCategoryAction}
        input={{ code: category.code }}
        confirm={t('removeSure', { name: nameOf(category, locale) })}
        done={t('removed')}
        goTo={parent ? href(parent.code) : '/categories'}
      >
        {t('remove')}
      </ActionButton>
    </Group>
  )
}

/** The categories of the next level. */
async function Below({ ctx, below }: { ctx: ReadContext; below: Node['children'] }) {
  const t = await getTranslations('categories')
  const locale = (await getLocale()) as Locale
  return (
    <DataTable
      caption={t('below')}
      columns={[
        { key: 'code', header: t('code') },
        { key: 'name', header: t('category') },
        { key: 'products', header: t('products'), numeric: true },
        { key: 'asked', header: t('askedCount'), numeric: true },
      ]}
      rows={below.map((child) => ({
        id: child.code,
        href: href(child.code),
        cells: {
          code: child.code,
          name: (
            <>
              <AnchorLink href={href(child.code)}>{nameOf(child, locale)}</AnchorLink>{' '}
              {child.archived && <Badge color="gray">{t('isArchived')}</Badge>}
            </>
          ),
          products: formatNumber(child.products, ctx.actor.numberFormat),
          asked: child.asked > 0 ? formatNumber(child.asked, ctx.actor.numberFormat) : '–',
        },
      }))}
    />
  )
}

async function Forms({ category, level }: { category: Node['category']; level: number }) {
  const t = await getTranslations('categories')
  return (
    <Stack>
      {category && <CategoryForm key={category.code} title={t('names')} category={category} save={renameCategoryAction} />}
      {level < DEEPEST && (
        <CategoryForm
          key={`below ${category?.code}`}
          title={t(category ? 'addBelow' : 'addSegment')}
          prefix={category ? categoryPrefix(category.code) : ''}
          save={addCategoryAction}
        />
      )}
    </Stack>
  )
}

import { Grid, GridCol, Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { CategoryMap } from '@/components/catalog/mapping/category-map'
import { InternalCategories } from '@/components/catalog/mapping/internal-categories'
import { UnitMap } from '@/components/catalog/mapping/unit-map'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { WhenReady } from '@/components/ui/when-ready'
import { categoriesToMap, unitsToMap } from '@/lib/catalog/mapping/queries'
import type { Locale } from '@/lib/platform/i18n/locales'
import { unitCodes, unitName } from '@/lib/platform/units/units'
import {
  mapCategoriesAction,
  mapUnitAction,
  removeInternalCategoryAction,
  removeUnitAction,
  saveInternalCategoriesAction,
} from '../../../../actions/mapping'
import { pageContext, show } from '../../../../request-context'

/** Suppliers' categories and units beside the company's own: mapped once, remembered. */
export default async function MappingPage() {
  const ctx = await pageContext()
  const t = await getTranslations('mapping')
  const locale = (await getLocale()) as Locale
  const [{ own, categories }, units] = await Promise.all([show(categoriesToMap(ctx)), show(unitsToMap(ctx))])
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} crumbs={[{ href: '/catalogs', label: t('catalogs') }]} />
      <Grid>
        <GridCol span={{ base: 12, md: 5 }}>
          <Stack>
            <WhenReady>
              <InternalCategories own={own} keep={saveInternalCategoriesAction} remove={removeInternalCategoryAction} />
            </WhenReady>
            {units.length > 0 && (
              <WhenReady>
                <UnitMap
                  units={units}
                  choices={unitCodes.map((code) => ({ value: code, label: unitName(code, locale) }))}
                  map={mapUnitAction}
                  remove={removeUnitAction}
                  locale={locale}
                />
              </WhenReady>
            )}
          </Stack>
        </GridCol>
        <GridCol span={{ base: 12, md: 7 }}>
          {own.length === 0 || categories.length === 0 ? (
            <EmptyState title={t('nothing')} text={t('nothingText')} />
          ) : (
            <WhenReady>
              <CategoryMap
                key={own.map(({ id }) => id).join()}
                own={own}
                categories={categories}
                map={mapCategoriesAction}
                locale={locale}
              />
            </WhenReady>
          )}
        </GridCol>
      </Grid>
    </>
  )
}

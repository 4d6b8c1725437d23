import { Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { ItemForm } from '@/components/purchasing/requisitions/item-form'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { WhenReady } from '@/components/ui/when-ready'
import { forbidden } from '@/lib/platform/errors'
import type { Locale } from '@/lib/platform/i18n/locales'
import { unitCodes, unitName } from '@/lib/platform/units/units'
import { answers, findInternalItems } from '@/lib/purchasing/requisitions/queries'
import { archiveInternalItemAction, saveInternalItemAction } from '../../../../actions/requisitions'
import { pageContext, show } from '../../../../request-context'

/** What the company's own store or people give out. */
export default async function InternalItemsPage() {
  const ctx = await pageContext()
  const t = await getTranslations('requests')
  const locale = (await getLocale()) as Locale
  const items = await show(answers(ctx.actor) ? findInternalItems(ctx) : Promise.reject(forbidden()))
  return (
    <>
      <PageHeader title={t('items')} subtitle={t('itemsText')} crumbs={[{ href: '/requests', label: t('title') }]} />
      <Stack>
        <WhenReady>
          <ItemForm units={unitCodes.map((code) => ({ value: code, label: unitName(code, locale) }))} keep={saveInternalItemAction} />
        </WhenReady>
        {items.length === 0 ? (
          <EmptyState title={t('noItems')} text={t('itemsText')} />
        ) : (
          <DataTable
            caption={t('items')}
            columns={[
              { key: 'number', header: t('item.number') },
              { key: 'name', header: t('item.name') },
              { key: 'unit', header: t('unit') },
              { key: 'place', header: t('item.place') },
              { key: 'archive', header: '' },
            ]}
            rows={items.map(({ id, number, name, unit, place }) => ({
              id,
              cells: {
                number,
                name,
                unit: unitName(unit, locale),
                place: place ?? '–',
                archive: (
                  <ActionButton
                    size="compact-xs"
                    variant="default"
                    action={archiveInternalItemAction}
                    input={{ itemId: id }}
                    aria-label={t('archiveOf', { name })}
                  >
                    {t('archive')}
                  </ActionButton>
                ),
              },
            }))}
          />
        )}
      </Stack>
    </>
  )
}

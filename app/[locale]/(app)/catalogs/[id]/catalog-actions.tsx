import { Group } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { checkVersionAction, publishVirtualCatalogAction, removeVirtualCatalogAction } from '@/app/actions/virtual'
import { ActionButton } from '@/components/ui/action-button'
import { ButtonLink } from '@/components/ui/links'
import type { getVirtualCatalog } from '@/lib/catalog/virtual/queries'

interface Props {
  catalog: Awaited<ReturnType<typeof getVirtualCatalog>>
  /** of the version on its way */
  openState: string | null
  /** how many offers publishing would change */
  changes: number
}

/** What can be done with the catalog as a whole. */
export async function CatalogActions({ catalog, openState, changes }: Props) {
  const t = await getTranslations('catalogs')
  const { id, publishedVersion: expected } = catalog
  return (
    <Group gap="xs">
      {catalog.versions.length > 0 && (
        <ButtonLink variant="default" href={`/catalogs/${id}/versions`}>
          {t('versions')}
        </ButtonLink>
      )}
      {expected === null && catalog.versions.length === 0 && (
        <ActionButton
          variant="default"
          action={removeVirtualCatalogAction}
          input={{ catalogId: id }}
          confirm={t('removeSure')}
          goTo="/catalogs"
        >
          {t('remove')}
        </ActionButton>
      )}
      <ActionButton
        variant={catalog.needsSecond ? 'filled' : 'default'}
        action={checkVersionAction}
        input={{ catalogId: id }}
        disabled={openState === 'submitted' || openState === 'accepted'}
        done={t('checkedDone')}
      >
        {t('check')}
      </ActionButton>
      {!catalog.needsSecond && (
        <ActionButton
          action={publishVirtualCatalogAction}
          input={{ catalogId: id, expected }}
          disabled={expected !== null && changes === 0}
          done={t('published')}
        >
          {t('publish')}
        </ActionButton>
      )}
    </Group>
  )
}

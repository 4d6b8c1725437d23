import { Card, Grid, GridCol, Group, Stack, Text, Timeline, TimelineItem, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { publishCatalogAction, undoVersionAction } from '@/app/actions/offers'
import { AvailabilityFile } from '@/components/catalog/offers/availability-file'
import { PublicationForm } from '@/components/catalog/offers/publication-form'
import { UploadFile } from '@/components/catalog/offers/upload-file'
import { ActionButton } from '@/components/ui/action-button'
import { ClientOnly } from '@/components/ui/client-only'
import { DataTable } from '@/components/ui/data-table'
import { formatTime } from '@/components/ui/format'
import { AnchorLink, ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { said } from '@/components/ui/said'
import { StateBadge } from '@/components/ui/state-badge'
import { getCatalog, publishableNetworks } from '@/lib/catalog/offers/queries'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import { pageContext, show } from '../../../../request-context'

type Catalog = Awaited<ReturnType<typeof getCatalog>>

/** One catalog: take in a file, its versions as a timeline, where it is published. */
export default async function CatalogManagementPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('selling')
  const { id } = await params
  const [catalog, networks] = await Promise.all([show(getCatalog(ctx, id)), publishableNetworks(ctx)])
  const manages = may('manage', 'Catalog')(ctx.actor)
  return (
    <>
      <PageHeader
        title={catalog.name}
        crumbs={[{ href: '/selling', label: t('title') }]}
        subtitle={t('offerCount', { count: catalog._count.offers })}
        action={
          <ButtonLink variant="default" href={`/selling/${id}/offers`}>
            {t('editOffers')}
          </ButtonLink>
        }
      />
      <Grid>
        <GridCol span={{ base: 12, md: 7 }}>
          <Stack>
            {manages && <UploadFile catalogId={id} />}
            <Imports catalog={catalog} ctx={ctx} />
            {may('publish', 'Catalog')(ctx.actor) && catalog._count.offers > 0 && <AvailabilityFile catalogId={id} />}
            <ClientOnly height={160}>
              <PublicationForm
                action={publishCatalogAction}
                catalogId={id}
                editable={may('publish', 'Catalog')(ctx.actor)}
                networks={networks}
                publications={catalog.publications.map((publication) => ({
                  networkId: publication.networkId,
                  startsAt: publication.startsAt.toISOString(),
                }))}
              />
            </ClientOnly>
          </Stack>
        </GridCol>
        <GridCol span={{ base: 12, md: 5 }}>
          <Versions catalog={catalog} ctx={ctx} id={id} />
        </GridCol>
      </Grid>
    </>
  )
}

/** The files that were read, the last ones first. */
async function Imports({ catalog, ctx }: { catalog: Catalog; ctx: ReadContext }) {
  const t = await getTranslations('selling')
  const locale = (await getLocale()) as Locale
  const when = (at: Date) => formatTime(at, locale, ctx.actor.timeZone)
  return (
    <Card withBorder>
      <Title order={2} mb="xs">
        {t('imports')}
      </Title>
      {catalog.imports.length === 0 ? (
        <Text c="dimmed">{t('noImports')}</Text>
      ) : (
        <DataTable
          caption={t('imports')}
          columns={[
            { key: 'file', header: t('file') },
            { key: 'state', header: t('state') },
            { key: 'result', header: t('result') },
            { key: 'at', header: t('at') },
          ]}
          rows={catalog.imports.map((row) => ({
            id: row.id,
            href: `/selling/imports/${row.id}`,
            cells: {
              file: <AnchorLink href={`/selling/imports/${row.id}`}>{row.fileName}</AnchorLink>,
              state: <StateBadge state={row.state}>{t(`importState.${row.state}`)}</StateBadge>,
              result: t('counts', { added: row.added, changed: row.changed, removed: row.removed, bad: row.bad }),
              at: when(row.createdAt),
            },
          }))}
        />
      )}
    </Card>
  )
}

/** What was published when, and the way back. */
async function Versions({ catalog, ctx, id }: { catalog: Catalog; ctx: ReadContext; id: string }) {
  const t = await getTranslations('selling')
  const locale = (await getLocale()) as Locale
  const when = (at: Date) => formatTime(at, locale, ctx.actor.timeZone)
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('versions')}</Title>
        {catalog.versions.length > 0 && may('publish', 'Catalog')(ctx.actor) && (
          <ActionButton
            variant="default"
            size="xs"
            action={undoVersionAction}
            input={{ catalogId: id }}
            confirm={t('undoSure')}
            done={t('undone')}
          >
            {t('undo')}
          </ActionButton>
        )}
      </Group>
      {catalog.versions.length === 0 ? (
        <Text c="dimmed">{t('noVersions')}</Text>
      ) : (
        <Timeline bulletSize={14} lineWidth={2} active={catalog.versions.length}>
          {catalog.versions.map((version) => (
            <TimelineItem
              key={version.number}
              title={t('versionTitle', { number: version.number, source: said(t, `source.${version.source}`) })}
            >
              <Text size="sm">{t('counts', { added: version.added, changed: version.changed, removed: version.removed, bad: 0 })}</Text>
              <Text size="xs" c="dimmed">
                {when(version.publishedAt)}
                {version.undoneBy && ` · ${t('undoneBy', { number: version.undoneBy })}`}
              </Text>
            </TimelineItem>
          ))}
        </Timeline>
      )}
    </Card>
  )
}

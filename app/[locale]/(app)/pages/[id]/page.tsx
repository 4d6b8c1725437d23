import { Badge, Group, Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { CompareTray } from '@/components/catalog/offers/compare-tray'
import { LandingSections } from '@/components/discovery/landing/landing-sections'
import { ActionButton } from '@/components/ui/action-button'
import { EmptyState } from '@/components/ui/empty-state'
import { ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { getLandingPage } from '@/lib/discovery/landing/queries'
import { may } from '@/lib/parties/identity/abilities'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { addToCartAction } from '../../../../actions/cart'
import { publishLandingPageAction } from '../../../../actions/landing'
import { pageContext, show } from '../../../../request-context'

/** A landing page: what a hub has put together, at the reader's own prices. */
export default async function LandingPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('landing')
  const locale = (await getLocale()) as Locale
  const page = await show(getLandingPage(ctx, (await params).id))
  const intro = localText(page.intro, locale)
  return (
    <>
      <PageHeader
        title={localText(page.title, locale)}
        crumbs={[{ href: '/pages', label: t('title') }]}
        subtitle={intro || page.network}
        action={
          page.own && (
            <Group gap="xs">
              <Badge color={page.published ? 'green' : 'gray'}>{t(page.published ? 'published' : 'draft')}</Badge>
              <ButtonLink variant="default" href={`/pages/${page.id}/edit`}>
                {t('edit')}
              </ButtonLink>
              <ActionButton
                variant={page.published ? 'default' : 'filled'}
                action={publishLandingPageAction}
                input={{ pageId: page.id, published: !page.published }}
                done={t(page.published ? 'hiddenDone' : 'publishedDone')}
              >
                {t(page.published ? 'hide' : 'publish')}
              </ActionButton>
            </Group>
          )
        }
      />
      <Stack gap="xl">
        {page.shown.length === 0 ? (
          <EmptyState title={t('nothing')} text={t(page.own ? 'nothingTextOperator' : 'nothingText')} />
        ) : (
          <LandingSections
            sections={page.shown}
            locale={locale}
            numbers={ctx.actor.numberFormat}
            currency={ctx.actor.currency}
            {...(may('use', 'Cart')(ctx.actor) && { action: addToCartAction })}
          />
        )}
      </Stack>
      <CompareTray auctions={may('source', 'Auction')(ctx.actor)} />
    </>
  )
}

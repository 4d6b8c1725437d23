import { getLocale, getTranslations } from 'next-intl/server'
import { PageEditor } from '@/components/discovery/landing/lazy-page-editor'
import { ActionButton } from '@/components/ui/action-button'
import { PageHeader } from '@/components/ui/page-header'
import { ownLandingPage } from '@/lib/discovery/landing/queries'
import { MAX_SECTIONS } from '@/lib/discovery/landing/schemas'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { removeLandingPageAction, saveLandingPageAction } from '../../../../../actions/landing'
import { pageContext, show } from '../../../../../request-context'

/** Where a landing page is put together. */
export default async function EditLandingPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('landing')
  const locale = (await getLocale()) as Locale
  const page = await show(ownLandingPage(ctx, (await params).id))
  const title = localText(page.title, locale)
  return (
    <>
      <PageHeader
        title={t('editTitle', { title })}
        subtitle={t(page.published ? 'editPublished' : 'editDraft')}
        crumbs={[
          { href: '/pages', label: t('title') },
          { href: `/pages/${page.id}`, label: title },
        ]}
        action={
          <ActionButton
            variant="default"
            action={removeLandingPageAction}
            input={{ pageId: page.id }}
            confirm={t('removeSure', { title })}
            done={t('removed')}
            goTo="/pages"
          >
            {t('remove')}
          </ActionButton>
        }
      />
      <PageEditor key={page.version} page={page} locale={locale} most={MAX_SECTIONS} save={saveLandingPageAction} />
    </>
  )
}

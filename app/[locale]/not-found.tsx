import { useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'

export default function NotFoundPage() {
  const t = useTranslations('errors')
  return <EmptyState title={t('not_found')} text={t('notFoundText')} action={{ href: '/', label: t('home') }} />
}

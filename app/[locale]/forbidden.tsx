import { useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'

export default function ForbiddenPage() {
  const t = useTranslations('errors')
  return <EmptyState title={t('forbidden')} text={t('forbiddenText')} action={{ href: '/', label: t('home') }} />
}

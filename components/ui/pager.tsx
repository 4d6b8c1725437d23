import { Group } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { AnchorLink, ButtonLink } from './links'

interface Props {
  /** the address of the first page; null while one is on it */
  first: string | null
  /** the address of the next one; null on the last */
  next: string | null
}

/** The way through a long list in keyset pages: on, and back to the beginning. */
export function Pager({ first, next }: Props) {
  const t = useTranslations('common')
  return (
    <Group justify="space-between">
      {first ? <AnchorLink href={first}>{t('firstPage')}</AnchorLink> : <span />}
      {next && (
        <ButtonLink variant="default" href={next}>
          {t('nextPage')}
        </ButtonLink>
      )}
    </Group>
  )
}

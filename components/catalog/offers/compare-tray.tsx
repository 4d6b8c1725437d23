'use client'

import { Affix, Button, Checkbox, Group, Paper, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/links'
import { MAX_PRODUCTS } from '@/lib/discovery/comparison/columns-model'

const useChosen = () => useLocalStorage<string[]>({ key: 'stoa-compare', defaultValue: [] })

export function CompareToggle({ id }: { id: string }) {
  const t = useTranslations('catalog')
  const [chosen, setChosen] = useChosen()
  const on = chosen.includes(id)
  return (
    <Checkbox
      size="xs"
      label={t('compare')}
      checked={on}
      disabled={!on && chosen.length >= MAX_PRODUCTS}
      onChange={() => setChosen(on ? chosen.filter((each) => each !== id) : [...chosen, id])}
    />
  )
}

/** What was chosen for comparison, at the bottom of the page. */
export function CompareTray({ auctions }: { auctions: boolean }) {
  const t = useTranslations('catalog')
  const [chosen, setChosen] = useChosen()
  if (chosen.length === 0) return null
  return (
    <Affix position={{ bottom: 64, right: 16 }}>
      <Paper withBorder shadow="md" p="sm">
        <Group>
          <Text size="sm">{t('chosen', { count: chosen.length, max: MAX_PRODUCTS })}</Text>
          <ButtonLink size="xs" href={`/compare?${chosen.map((id) => `id=${id}`).join('&')}`} disabled={chosen.length < 2}>
            {t('compare')}
          </ButtonLink>
          {auctions && (
            <ButtonLink size="xs" variant="light" href={`/auctions/new?${chosen.map((id) => `product=${id}`).join('&')}`}>
              {t('makeAuction')}
            </ButtonLink>
          )}
          <Button size="xs" variant="default" onClick={() => setChosen([])}>
            {t('clear')}
          </Button>
        </Group>
      </Paper>
    </Affix>
  )
}

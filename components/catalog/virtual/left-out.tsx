import { Badge, Card, Group, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { AnchorLink } from '@/components/ui/links'
import type { Action } from '@/components/ui/use-action'
import type { LeftOutOffer } from '@/lib/catalog/virtual/views'
import { type Locale, localText } from '@/lib/platform/i18n/locales'

interface Props {
  catalogId: string
  offers: LeftOutOffer[]
  count: number
  pick: Action<{ catalogId: string; offerId: string }>
  locale: Locale
}

/** Offers that quality rules leave out, each with what is wrong; one can be taken in all the same. */
export function LeftOut({ catalogId, offers, count, pick, locale }: Props) {
  const t = useTranslations('catalogs')
  return (
    <Card withBorder>
      <details className="more">
        <summary>
          <Text span fw={700}>
            {t('quality.leftOut', { count })}
          </Text>
        </summary>
        <Stack gap="sm" mt="sm">
          <Text size="sm" c="dimmed">
            {t('quality.leftOutText')}
          </Text>
          <DataTable
            caption={t('quality.leftOut', { count })}
            columns={[
              { key: 'offer', header: t('offer') },
              { key: 'faults', header: t('quality.faults') },
              { key: 'pick', header: '' },
            ]}
            rows={offers.map(({ offerId, productId, part, name, supplier, faults }) => ({
              id: offerId,
              cells: {
                offer: (
                  <>
                    <AnchorLink href={`/catalog/${productId}`}>{localText(name, locale)}</AnchorLink>
                    <Text size="xs" c="dimmed">
                      {supplier} · {part}
                    </Text>
                  </>
                ),
                faults: (
                  <Group gap={4}>
                    {faults.map((fault) => (
                      <Badge key={fault} color="orange">
                        {t(`quality.fault.${fault}`)}
                      </Badge>
                    ))}
                  </Group>
                ),
                pick: (
                  <ActionButton
                    size="compact-xs"
                    variant="default"
                    action={pick}
                    input={{ catalogId, offerId }}
                    aria-label={t('quality.takeInOf', { part })}
                  >
                    {t('quality.takeIn')}
                  </ActionButton>
                ),
              },
            }))}
          />
        </Stack>
      </details>
    </Card>
  )
}

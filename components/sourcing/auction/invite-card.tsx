'use client'

import { Alert, Card, Checkbox, Grid, GridCol, NativeSelect, Stack, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { DraftFields } from './auction-draft'
import { EvaluationFields } from './evaluation-fields'

interface Props extends DraftFields {
  networks: { id: string; name: string }[]
  suppliers: { id: string; name: string; networkId: string; offers: number }[]
}

/** Who is invited, and what each one's amounts are worth. */
export function InviteCard({ form, error, networks, suppliers }: Props) {
  const t = useTranslations('auctions')
  const { values } = form
  const invited = suppliers.filter(({ id }) => values.invite.includes(id))
  return (
    <Card withBorder>
      <Stack>
        <Title order={2}>{t('step.who')}</Title>
        {networks.length > 1 && (
          <NativeSelect
            label={t('network')}
            data={networks.map((network) => ({ value: network.id, label: network.name }))}
            {...form.getInputProps('networkId')}
          />
        )}
        {error('invite') && <Alert color="red">{error('invite')}</Alert>}
        <Checkbox.Group label={t('invite')} {...form.getInputProps('invite')}>
          <Grid mt={4} gap={6}>
            {suppliers
              .filter((supplier) => supplier.networkId === values.networkId)
              .map((supplier) => (
                <GridCol key={supplier.id} span={{ base: 12, xs: 6 }}>
                  <Checkbox
                    value={supplier.id}
                    label={supplier.offers > 0 ? t('sellsThis', { supplier: supplier.name, count: supplier.offers }) : supplier.name}
                  />
                </GridCol>
              ))}
          </Grid>
        </Checkbox.Group>
        {traitsOf(values.format).kind !== 'clock' && !traitsOf(values.format).discount && invited.length > 0 && (
          <EvaluationFields form={form} error={error} invited={invited} />
        )}
      </Stack>
    </Card>
  )
}

import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { addAddressAction, removeAddressAction } from '@/app/actions/identity'
import { AddressForm } from '@/components/parties/identity/settings-forms'
import { ActionButton } from '@/components/ui/action-button'
import { countryOptions } from '@/components/ui/countries'
import { listAddresses } from '@/lib/parties/identity/queries'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'

/** Where the organization can have things delivered. */
export async function AddressesCard({ ctx }: { ctx: ReadContext }) {
  const t = await getTranslations('settings')
  const locale = (await getLocale()) as Locale
  const addresses = await listAddresses(ctx)
  return (
    <Card withBorder>
      <Title order={2} mb="sm">
        {t('addresses')}
      </Title>
      <Stack>
        {addresses.map((address) => (
          <Group key={address.id} justify="space-between">
            <Text size="sm">
              {address.label}: {address.street}, {address.postalCode} {address.city}, {address.country}
            </Text>
            <ActionButton size="compact-xs" variant="default" action={removeAddressAction} input={{ addressId: address.id }}>
              {t('remove')}
            </ActionButton>
          </Group>
        ))}
        <AddressForm action={addAddressAction} countries={countryOptions(locale)} country={ctx.actor.country} />
      </Stack>
    </Card>
  )
}

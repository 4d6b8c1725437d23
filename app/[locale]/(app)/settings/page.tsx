import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { CostCentreForm, ProfileForm } from '@/components/parties/identity/settings-forms'
import { ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/parties/identity/abilities'
import { scopesFor } from '@/lib/parties/identity/model'
import { listCostCentres } from '@/lib/parties/identity/queries'
import { addCostCentreAction, updateProfileAction } from '../../../actions/identity'
import { pageContext } from '../../../request-context'
import { AddressesCard } from './addresses-card'
import { ApiTokensCard } from './api-tokens-card'
import { MembersCard } from './members-card'
import { NumbersCard } from './numbers-card'

/** Settings: oneself, and for administrators the organization. */
export default async function SettingsPage() {
  const ctx = await pageContext()
  const t = await getTranslations('settings')
  const administers = may('manage', 'Organization')(ctx.actor)
  const costCentres = administers ? await listCostCentres(ctx) : []
  return (
    <>
      <PageHeader title={t('title')} subtitle={ctx.actor.organizationName} />
      <Stack>
        <Card withBorder>
          <Title order={2} mb="sm">
            {t('profile')}
          </Title>
          <ProfileForm
            action={updateProfileAction}
            name={ctx.actor.userName}
            locale={ctx.actor.locale}
            timeZone={ctx.actor.timeZone}
            numberFormat={ctx.actor.numberFormat}
            timeZones={['UTC', ...Intl.supportedValuesOf('timeZone')]}
          />
        </Card>
        <Group>
          <ButtonLink href="/settings/sign-in" variant="default">
            {t('signIn')}
          </ButtonLink>
          {administers && (
            <ButtonLink href="/settings/security" variant="default">
              {t('security')}
            </ButtonLink>
          )}
        </Group>
        {administers && (
          <>
            <MembersCard ctx={ctx} costCentres={costCentres} />
            <AddressesCard ctx={ctx} />
            {ctx.actor.kinds.includes('buyer') && (
              <Card withBorder>
                <Title order={2} mb="sm">
                  {t('costCentres')}
                </Title>
                <Stack>
                  {costCentres.map((row) => (
                    <Text key={row.id} size="sm">
                      {row.code} {row.name}
                    </Text>
                  ))}
                  <CostCentreForm action={addCostCentreAction} />
                </Stack>
              </Card>
            )}
            <NumbersCard ctx={ctx} />
            {scopesFor(ctx.actor.kinds).length > 0 && <ApiTokensCard ctx={ctx} />}
          </>
        )}
      </Stack>
    </>
  )
}

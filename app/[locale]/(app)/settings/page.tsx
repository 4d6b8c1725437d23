import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { limitMemberAction } from '@/app/actions/virtual'
import { LimitMember } from '@/components/catalog/virtual/limit-member'
import { CostCentreOfMember } from '@/components/parties/identity/cost-centre-of-member'
import { AddressForm, CostCentreForm, InviteMemberForm, ProfileForm, RolesForm } from '@/components/parties/identity/settings-forms'
import { ActionButton } from '@/components/ui/action-button'
import { countryOptions } from '@/components/ui/countries'
import { DataTable } from '@/components/ui/data-table'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import { may } from '@/lib/parties/identity/abilities'
import { rolesFor, scopesFor } from '@/lib/parties/identity/model'
import { listAddresses, listCostCentres, listMembers, listMySessions } from '@/lib/parties/identity/queries'
import type { Locale } from '@/lib/platform/i18n/locales'
import {
  addAddressAction,
  addCostCentreAction,
  assignCostCentreAction,
  changeRolesAction,
  inviteMemberAction,
  removeAddressAction,
  removeMemberAction,
  revokeSessionAction,
  updateProfileAction,
} from '../../../actions/identity'
import { pageContext } from '../../../request-context'
import { ApiTokensCard } from './api-tokens-card'
import { NumbersCard } from './numbers-card'

/** Settings: oneself, and for administrators the organization. */
export default async function SettingsPage() {
  const ctx = await pageContext()
  const t = await getTranslations('settings')
  const locale = (await getLocale()) as Locale
  const administers = may('manage', 'Organization')(ctx.actor)
  const [sessions, people, addresses, costCentres] = await Promise.all([
    listMySessions(ctx),
    administers ? listMembers(ctx) : { members: [], invited: [] },
    administers ? listAddresses(ctx) : [],
    administers ? listCostCentres(ctx) : [],
  ])
  const roles = rolesFor(ctx.actor.kinds)
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
        <Card withBorder>
          <Title order={2} mb="sm">
            {t('sessions')}
          </Title>
          <DataTable
            caption={t('sessions')}
            columns={[
              { key: 'device', header: t('device') },
              { key: 'since', header: t('since') },
              { key: 'end', header: '' },
            ]}
            rows={sessions.map((session) => ({
              id: session.id,
              cells: {
                device: session.id === ctx.actor.sessionId ? t('thisSession') : (session.userAgent ?? t('otherSession')),
                since: <RelativeTime at={session.createdAt.toISOString()} />,
                end: (
                  <ActionButton size="compact-xs" variant="default" action={revokeSessionAction} input={{ sessionId: session.id }}>
                    {t('endSession')}
                  </ActionButton>
                ),
              },
            }))}
          />
        </Card>
        {administers && (
          <>
            <Card withBorder>
              <Title order={2} mb="sm">
                {t('members')}
              </Title>
              <Stack>
                <DataTable
                  caption={t('members')}
                  columns={[
                    { key: 'name', header: t('name') },
                    { key: 'email', header: t('email') },
                    ...(ctx.actor.kinds.includes('buyer')
                      ? [
                          { key: 'limited', header: t('catalogsOnly') },
                          { key: 'costCentre', header: t('costCentre') },
                        ]
                      : []),
                    { key: 'roles', header: t('roles') },
                    { key: 'remove', header: '' },
                  ]}
                  rows={people.members.map((member) => ({
                    id: member.id,
                    cells: {
                      name: member.user.name,
                      email: member.user.email,
                      limited: (
                        <LimitMember
                          action={limitMemberAction}
                          membershipId={member.id}
                          catalogsOnly={member.catalogsOnly}
                          name={member.user.name}
                        />
                      ),
                      costCentre: (
                        <CostCentreOfMember
                          action={assignCostCentreAction}
                          membershipId={member.id}
                          costCentreId={member.costCentreId}
                          choices={costCentres}
                          name={member.user.name}
                        />
                      ),
                      roles: <RolesForm action={changeRolesAction} membershipId={member.id} roles={member.roles} possible={roles} />,
                      remove: (
                        <ActionButton
                          size="compact-xs"
                          variant="default"
                          action={removeMemberAction}
                          input={{ membershipId: member.id }}
                          confirm={t('removeSure')}
                        >
                          {t('remove')}
                        </ActionButton>
                      ),
                    },
                  }))}
                />
                {people.invited.map((invitation) => (
                  <Text key={invitation.id} size="sm" c="dimmed">
                    {t('invitedUntil', { email: invitation.email, date: invitation.expiresAt.toISOString().slice(0, 10) })}
                  </Text>
                ))}
                <InviteMemberForm action={inviteMemberAction} possible={roles} />
              </Stack>
            </Card>
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

import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import { assignCostCentreAction, changeRolesAction, inviteMemberAction, removeMemberAction } from '@/app/actions/identity'
import { resetSecondStepAction } from '@/app/actions/second-step'
import { limitMemberAction } from '@/app/actions/virtual'
import { LimitMember } from '@/components/catalog/virtual/limit-member'
import { CostCentreOfMember } from '@/components/parties/identity/cost-centre-of-member'
import { InviteMemberForm, RolesForm } from '@/components/parties/identity/settings-forms'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { formatDate } from '@/components/ui/format'
import { rolesFor } from '@/lib/parties/identity/model'
import { type listCostCentres, listMembers } from '@/lib/parties/identity/queries'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'

interface Props {
  ctx: ReadContext
  costCentres: Awaited<ReturnType<typeof listCostCentres>>
}

/** Who belongs to the organization, what each may do, and who was invited. */
export async function MembersCard({ ctx, costCentres }: Props) {
  const t = await getTranslations('settings')
  const [locale, timeZone] = await Promise.all([getLocale() as Promise<Locale>, getTimeZone()])
  const people = await listMembers(ctx)
  const roles = rolesFor(ctx.actor.kinds)
  const ofBuyers = [
    { key: 'limited', header: t('catalogsOnly') },
    { key: 'costCentre', header: t('costCentre') },
  ]
  const columns = [
    { key: 'name', header: t('name') },
    { key: 'email', header: t('email') },
    ...(ctx.actor.kinds.includes('buyer') ? ofBuyers : []),
    { key: 'roles', header: t('roles') },
    { key: 'remove', header: '' },
  ]
  return (
    <Card withBorder>
      <Title order={2} mb="sm">
        {t('members')}
      </Title>
      <Stack>
        <Members costCentres={costCentres} columns={columns} people={people} roles={roles} />
        {people.invited.map((invitation) => (
          <Text key={invitation.id} size="sm" c="dimmed">
            {t('invitedUntil', { email: invitation.email, date: formatDate(invitation.expiresAt, locale, timeZone) })}
          </Text>
        ))}
        <InviteMemberForm action={inviteMemberAction} possible={roles} />
      </Stack>
    </Card>
  )
}

interface MembersProps extends Pick<Props, 'costCentres'> {
  columns: { key: string; header: string }[]
  people: Awaited<ReturnType<typeof listMembers>>
  roles: ReturnType<typeof rolesFor>
}

async function Members({ costCentres, columns, people, roles }: MembersProps) {
  const t = await getTranslations('settings')
  return (
    <DataTable
      caption={t('members')}
      columns={columns}
      rows={people.members.map((member) => ({
        id: member.id,
        cells: {
          name: member.user.name,
          email: member.user.email,
          limited: (
            <LimitMember action={limitMemberAction} membershipId={member.id} catalogsOnly={member.catalogsOnly} name={member.user.name} />
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
            <Group gap="xs" wrap="nowrap">
              {(member.user.codeApp?.confirmedAt || member.user.passkeys.length > 0) && (
                <ActionButton
                  size="compact-xs"
                  variant="default"
                  action={resetSecondStepAction}
                  input={{ membershipId: member.id }}
                  confirm={t('resetSecondStepSure', { name: member.user.name })}
                >
                  {t('resetSecondStep')}
                </ActionButton>
              )}
              <ActionButton
                size="compact-xs"
                variant="default"
                action={removeMemberAction}
                input={{ membershipId: member.id }}
                confirm={t('removeSure')}
              >
                {t('remove')}
              </ActionButton>
            </Group>
          ),
        },
      }))}
    />
  )
}

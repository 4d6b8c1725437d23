import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { InviteForm, RightsForm, TermsForm } from '@/components/parties/network/network-forms'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { PageHeader } from '@/components/ui/page-header'
import { StateBadge } from '@/components/ui/state-badge'
import { networkFees } from '@/lib/parties/network/fee-schemas'
import { usualRights } from '@/lib/parties/network/model'
import { listNetworkMembers, organizationsOutside, ownNetwork } from '@/lib/parties/network/queries'
import { membershipDecisions } from '@/lib/parties/network/schemas'
import { membershipLifecycle } from '@/lib/parties/network/states'
import { changeRightsAction, decideMembershipAction, inviteOrganizationAction, publishTermsAction } from '../../../../actions/network'
import { pageContext, show } from '../../../../request-context'

/** A network from the hub's side: applications, members and their rights, terms. */
export default async function NetworkPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('network')
  const { id } = await params
  const network = await show(ownNetwork(ctx, id))
  const [members, outside, terms] = await Promise.all([
    show(listNetworkMembers(ctx, id)),
    show(organizationsOutside(ctx, id, '')),
    ctx.db.networkTerms.findFirst({ where: { networkId: id }, orderBy: { version: 'desc' } }),
  ])
  const fees = networkFees.parse(terms?.fees ?? [])
  const currencies = [
    ...new Set([...members.map((member) => member.organization.currency), ...fees.map((fee) => fee.currency), ctx.actor.currency]),
  ].sort()
  return (
    <>
      <PageHeader title={network.name} crumbs={[{ href: '/network', label: t('title') }]} />
      <Stack>
        <Card withBorder>
          <Group justify="space-between" mb="sm">
            <Title order={2}>{t('membersTitle')}</Title>
            <InviteForm
              action={inviteOrganizationAction}
              networkId={id}
              organizations={outside.map((each) => ({ id: each.id, name: each.name, rights: usualRights(each.kinds) }))}
            />
          </Group>
          <Members members={members} />
        </Card>
        <Card withBorder>
          <Title order={2} mb="sm">
            {t('terms', { version: terms?.version ?? 0 })}
          </Title>
          <TermsForm
            action={publishTermsAction}
            networkId={id}
            bodyEn={terms?.bodyEn ?? ''}
            bodyZh={terms?.bodyZh ?? ''}
            fees={networkFees.parse(terms?.fees ?? [])}
            currencies={currencies}
          />
        </Card>
      </Stack>
    </>
  )
}

/** The members, with what each may do and the steps that can be taken. */
async function Members({ members }: { members: Awaited<ReturnType<typeof listNetworkMembers>> }) {
  const t = await getTranslations('network')
  return (
    <DataTable
      caption={t('membersTitle')}
      columns={[
        { key: 'name', header: t('organization') },
        { key: 'state', header: t('stateLabel') },
        { key: 'terms', header: t('termsLabel'), numeric: true },
        { key: 'rights', header: t('rights') },
        { key: 'steps', header: '' },
      ]}
      rows={members.map((member) => ({
        id: member.id,
        cells: {
          name: (
            <>
              {member.organization.name}{' '}
              <Text component="span" size="xs" c="dimmed">
                {member.organization.country}
              </Text>
            </>
          ),
          state: <StateBadge state={member.state}>{t(`state.${member.state}`)}</StateBadge>,
          terms: member.acceptedTerms ?? '–',
          rights: <RightsForm action={changeRightsAction} membershipId={member.id} rights={member.rights} />,
          steps: (
            <Group gap={6}>
              {membershipDecisions
                .filter((step) => step in membershipLifecycle[member.state])
                .map((step) => (
                  <ActionButton
                    key={step}
                    size="compact-xs"
                    variant={step === 'accept' ? 'filled' : 'default'}
                    action={decideMembershipAction}
                    input={{ membershipId: member.id, step }}
                    {...(step === 'suspend' && { confirm: t('suspendSure') })}
                  >
                    {t(`step.${step}`)}
                  </ActionButton>
                ))}
            </Group>
          ),
        },
      }))}
    />
  )
}

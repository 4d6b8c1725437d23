import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { MemberSelection } from '@/components/parties/network/member-selection'
import { InviteForm, RightsForm, TermsForm } from '@/components/parties/network/network-forms'
import { NetworkSecurity } from '@/components/parties/network/network-security'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { BadgeLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SearchField } from '@/components/ui/search-field'
import { singleValues } from '@/components/ui/single-values'
import { StateBadge } from '@/components/ui/state-badge'
import { networkFees } from '@/lib/parties/network/fee-schemas'
import { usualRights } from '@/lib/parties/network/model'
import { listNetworkMembers, memberCurrencies, organizationsOutside, ownNetwork } from '@/lib/parties/network/queries'
import { membershipDecisions } from '@/lib/parties/network/schemas'
import { membershipLifecycle } from '@/lib/parties/network/states'
import { NetworkMembershipState } from '@/lib/platform/db/generated/enums'
import {
  changeRightsAction,
  decideMembershipAction,
  inviteOrganizationAction,
  publishTermsAction,
  setNetworkSecurityAction,
} from '../../../../actions/network'
import { pageContext, show } from '../../../../request-context'

interface Query {
  state?: string | undefined
  search?: string | undefined
  after?: string | undefined
}

const membershipStates = Object.values(NetworkMembershipState)

/** A network from the hub's side: applications, members and their rights, terms. */
export default async function NetworkPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Query> }) {
  const ctx = await pageContext()
  const t = await getTranslations('network')
  const { id } = await params
  const query = singleValues(await searchParams)
  const state = membershipStates.find((each) => each === query.state)
  const network = await show(ownNetwork(ctx, id))
  const [page, outside, traded, terms] = await Promise.all([
    show(listNetworkMembers(ctx, id, { state, search: query.search, after: query.after })),
    show(organizationsOutside(ctx, id, '')),
    memberCurrencies(ctx, id),
    ctx.db.networkTerms.findFirst({ where: { networkId: id }, orderBy: { version: 'desc' } }),
  ])
  const fees = networkFees.parse(terms?.fees ?? [])
  const currencies = [...new Set([...traded, ...fees.map((fee) => fee.currency), ctx.actor.currency])].sort()
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
          <Members page={page} path={`/network/${id}`} query={{ ...query, state }} />
        </Card>
        <Card withBorder>
          <Title order={2} mb="sm">
            {t('security')}
          </Title>
          <NetworkSecurity action={setNetworkSecurityAction} networkId={id} requiresSecondFactor={network.requiresSecondFactor} />
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

interface MembersProps {
  page: Awaited<ReturnType<typeof listNetworkMembers>>
  path: string
  query: Query
}

/** The members, with what each may do and the steps that can be taken, of one or of several. */
async function Members({ page, path, query }: MembersProps) {
  const t = await getTranslations('network')
  const { members, counts, next } = page
  const href = (changes: Query) => {
    const { state, search, after } = { ...query, after: undefined, ...changes }
    return `${path}?${new URLSearchParams(Object.entries({ state, search, after }).flatMap(([key, value]) => (value ? [[key, value]] : [])))}`
  }
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <SearchField
          label={t('searchMembers')}
          name="search"
          value={query.search ?? ''}
          path={path}
          keep={query.state ? { state: query.state } : {}}
        />
        {membershipStates
          .filter((state) => counts[state])
          .map((state) => {
            const chosen = query.state === state
            return (
              <BadgeLink
                key={state}
                href={href({ state: chosen ? undefined : state })}
                variant={chosen ? 'filled' : 'default'}
                aria-current={chosen ? 'true' : undefined}
              >
                {t(`state.${state}`)} {counts[state]}
              </BadgeLink>
            )
          })}
      </Group>
      {members.length === 0 && <Text c="dimmed">{t('noMembers')}</Text>}
      {members.length > 0 && (
        <MemberSelection
          members={members.map(({ id, state, organization }) => ({ id, state, name: organization.name }))}
          decide={decideMembershipAction}
        >
          <MemberTable members={members} />
        </MemberSelection>
      )}
      <Pager first={query.after ? href({}) : null} next={next && href({ after: next })} />
    </Stack>
  )
}

async function MemberTable({ members }: Pick<MembersProps['page'], 'members'>) {
  const t = await getTranslations('network')
  return (
    <DataTable
      caption={t('membersTitle')}
      selectable={t('selectMember')}
      columns={[
        { key: 'name', header: t('organization') },
        { key: 'state', header: t('stateLabel') },
        { key: 'terms', header: t('termsLabel'), numeric: true },
        { key: 'rights', header: t('rights') },
        { key: 'steps', header: '' },
      ]}
      rows={members.map((member) => ({
        id: member.id,
        label: member.organization.name,
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

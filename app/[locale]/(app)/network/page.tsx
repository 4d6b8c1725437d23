import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { FeeList } from '@/components/parties/network/fee-list'
import { JoinNetwork } from '@/components/parties/network/network-forms'
import { EmptyState } from '@/components/ui/empty-state'
import { ButtonLink } from '@/components/ui/links'
import { NewByName } from '@/components/ui/new-by-name'
import { PageHeader } from '@/components/ui/page-header'
import { StateBadge } from '@/components/ui/state-badge'
import { may } from '@/lib/parties/identity/abilities'
import { listNetworks } from '@/lib/parties/network/queries'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import { acceptTermsAction, applyAction, createNetworkAction } from '../../../actions/network'
import { pageContext } from '../../../request-context'

type Network = Awaited<ReturnType<typeof listNetworks>>[number]

/** Networks: join one, accept its terms; the operator goes on to its members. */
export default async function NetworksPage() {
  const ctx = await pageContext()
  const t = await getTranslations('network')
  const networks = await listNetworks(ctx)
  const applies = may('apply', 'NetworkMembership')(ctx.actor)
  return (
    <>
      <PageHeader
        title={t('title')}
        action={
          may('manage', 'Network')(ctx.actor) && (
            <NewByName action={createNetworkAction} label={t('newName')} create={t('create')} pages="/network" />
          )
        }
      />
      {networks.length === 0 && <EmptyState title={t('empty')} text={t('emptyText')} />}
      <Stack>
        {networks.map((network) => (
          <NetworkCard key={network.id} network={network} ctx={ctx} applies={applies} />
        ))}
      </Stack>
    </>
  )
}

async function NetworkCard({ network, ctx, applies }: { network: Network; ctx: ReadContext; applies: boolean }) {
  const t = await getTranslations('network')
  const locale = (await getLocale()) as Locale
  const { membership, terms } = network
  const outdated = membership?.state === 'active' && terms !== null && membership.acceptedTerms !== terms.version
  const joinable = !network.own && (!membership || membership.state === 'rejected')
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2}>{network.name}</Title>
          <Group gap="xs">
            {membership && <StateBadge state={membership.state}>{t(`state.${membership.state}`)}</StateBadge>}
            {network.own && (
              <ButtonLink size="xs" href={`/network/${network.id}`}>
                {t('members', { count: network.members })}
              </ButtonLink>
            )}
          </Group>
        </Group>
        <Text>{network.description}</Text>
        <Text size="sm" c="dimmed">
          {t('operatedBy', { operator: network.operator.name })}
          {membership && ` · ${membership.rights.map((right) => t(`right.${right}`)).join(', ')}`}
        </Text>
        {terms === null && <Text c="dimmed">{t('noTerms')}</Text>}
        {terms && membership?.state === 'active' && !outdated && (
          <details>
            <summary>{t('termsAndFees', { version: terms.version })}</summary>
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }} my="xs">
              {locale === 'zh' ? terms.bodyZh : terms.bodyEn}
            </Text>
            <FeeList fees={terms.fees} numbers={ctx.actor.numberFormat} />
          </details>
        )}
        {terms && (joinable || outdated || membership?.state === 'invited') && applies && (
          <JoinNetwork
            action={joinable ? applyAction : acceptTermsAction}
            networkId={network.id}
            version={terms.version}
            terms={locale === 'zh' ? terms.bodyZh : terms.bodyEn}
            fees={<FeeList fees={terms.fees} numbers={ctx.actor.numberFormat} />}
            label={joinable ? t('apply') : outdated ? t('acceptNew') : t('acceptInvitation')}
          />
        )}
      </Stack>
    </Card>
  )
}

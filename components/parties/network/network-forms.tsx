'use client'

import { Button, Checkbox, Group, NativeSelect, Paper, Stack, Text, Textarea, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useConfirm } from '@/components/ui/confirm'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import type { NetworkFee } from '@/lib/parties/network/fee-schemas'
import { type NetworkRight, networkRights } from '@/lib/parties/network/model'
import { draftOf, FeeFields, feeOf } from './fee-fields'

/** The terms, a tick, a button. */
export function JoinNetwork({
  action,
  networkId,
  version,
  terms,
  fees,
  label,
}: {
  action: Action<{ networkId: string; acceptTerms: number }>
  networkId: string
  version: number
  terms: string
  /** in words, a part of the terms */
  fees: ReactNode
  label: string
}) {
  const t = useTranslations('network')
  const [read, setRead] = useState(false)
  const { run, pending } = useAction(action, { done: t('sent') })
  return (
    <Stack gap="xs">
      <Paper withBorder p="sm" mah={180} style={{ overflow: 'auto' }} tabIndex={0} role="region" aria-label={t('terms', { version })}>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {terms}
        </Text>
        <Title order={3} mt="sm">
          {t('fees')}
        </Title>
        {fees}
      </Paper>
      <Group justify="space-between">
        <Checkbox label={t('acceptTerms', { version })} checked={read} onChange={(event) => setRead(event.target.checked)} />
        <Button disabled={!read} loading={pending} onClick={() => run({ networkId, acceptTerms: version })}>
          {label}
        </Button>
      </Group>
    </Stack>
  )
}

export function TermsForm({
  action,
  networkId,
  bodyEn,
  bodyZh,
  fees: published,
  currencies,
}: {
  action: Action<{ networkId: string; bodyEn: string; bodyZh: string; fees: NetworkFee[] }>
  networkId: string
  bodyEn: string
  bodyZh: string
  fees: NetworkFee[]
  currencies: readonly string[]
}) {
  const t = useTranslations('network')
  const ask = useConfirm()
  const numbers = useNumberFormat()
  const [fees, setFees] = useState(() => published.map((fee) => draftOf(fee, numbers)))
  const [en, setEn] = useState(bodyEn)
  const [zh, setZh] = useState(bodyZh)
  const { run, pending, fields } = useAction(action, { done: t('termsPublished') })
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        if (await ask({ question: t('termsSure'), action: t('publishTerms') }))
          run({ networkId, bodyEn: en, bodyZh: zh, fees: fees.map((fee) => feeOf(fee, numbers)) })
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={t('termsEn')}
          autosize
          minRows={3}
          value={en}
          onChange={(event) => setEn(event.target.value)}
          error={fields.bodyEn}
        />
        <Textarea
          label={t('termsZh')}
          autosize
          minRows={3}
          value={zh}
          onChange={(event) => setZh(event.target.value)}
          error={fields.bodyZh}
        />
        <Title order={3}>{t('fees')}</Title>
        <FeeFields fees={fees} onChange={setFees} currencies={currencies} problems={fields} />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={pending}>
            {t('publishTerms')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What a member may do in the network; each tick counts at once. */
export function RightsForm({
  action,
  membershipId,
  rights,
}: {
  action: Action<{ membershipId: string; rights: NetworkRight[] }>
  membershipId: string
  rights: NetworkRight[]
}) {
  const t = useTranslations('network')
  const { run, pending } = useAction(action)
  return (
    <Checkbox.Group value={rights} onChange={(value) => value.length > 0 && run({ membershipId, rights: value as NetworkRight[] })}>
      <Group gap="sm">
        {networkRights.map((right) => (
          <Checkbox key={right} size="xs" value={right} label={t(`right.${right}`)} disabled={pending} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

export function InviteForm({
  action,
  networkId,
  organizations,
}: {
  action: Action<{ networkId: string; organizationId: string; rights: NetworkRight[] }>
  networkId: string
  organizations: { id: string; name: string; rights: NetworkRight[] }[]
}) {
  const t = useTranslations('network')
  const [chosen, setChosen] = useState<string | null>(null)
  const { run, pending } = useAction(action, { done: t('invited'), onDone: () => setChosen(null) })
  const organization = organizations.find((each) => each.id === chosen)
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t('inviteLabel')}
        data={[
          { value: '', label: organizations.length > 0 ? t('chooseOrganization') : t('nobodyOutside') },
          ...organizations.map((each) => ({ value: each.id, label: each.name })),
        ]}
        value={chosen ?? ''}
        onChange={({ target }) => setChosen(target.value || null)}
      />
      <Button
        variant="default"
        disabled={!organization}
        loading={pending}
        onClick={() => organization && run({ networkId, organizationId: organization.id, rights: organization.rights })}
      >
        {t('invite')}
      </Button>
    </Group>
  )
}

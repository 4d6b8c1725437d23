'use client'

import { Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import { ChooseMany } from '@/components/ui/choose-many'
import { type Action, useAction } from '@/components/ui/use-action'

interface Customer {
  id: string
  name: string
}

interface CustomerGroup {
  id: string
  name: string
  members: Customer[]
}

interface Props {
  keep: Action<{ groupId: string | null; name: string; organizationIds: string[] }>
  remove: Action<{ groupId: string }>
  customers: Customer[]
  groups: CustomerGroup[]
  /** an operator's groups of members see the same catalogs; a supplier's customers get the same prices */
  of: 'customers' | 'members'
}

/** Groups of organizations that lists of prices or catalogs are made for. */
export function CustomerGroups({ keep, remove, customers, groups, of }: Props) {
  const t = useTranslations('prices')
  /** the group that is being changed; 'new' for one that is not there yet */
  const [open, setOpen] = useState<string | null>(null)
  const form = (group: CustomerGroup | null) => <GroupForm keep={keep} customers={customers} group={group} onDone={() => setOpen(null)} />
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t(of === 'customers' ? 'groups' : 'memberGroups')}</Title>
          <Button variant="default" size="xs" onClick={() => setOpen('new')}>
            {t('addGroup')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t(of === 'customers' ? 'groupsText' : 'memberGroupsText')}
        </Text>
        {open === 'new' && form(null)}
        {groups.map((group) =>
          open === group.id ? (
            <div key={group.id}>{form(group)}</div>
          ) : (
            <Group key={group.id} justify="space-between">
              <Text size="sm">
                <strong>{group.name}</strong> · {group.members.map(({ name }) => name).join(', ') || t('noMembers')}
              </Text>
              <Group gap="xs">
                <Button variant="default" size="compact-sm" onClick={() => setOpen(group.id)}>
                  {t('changeGroup')}
                </Button>
                <ActionButton
                  variant="subtle"
                  size="compact-sm"
                  action={remove}
                  input={{ groupId: group.id }}
                  confirm={t('removeGroupSure')}
                >
                  {t('remove')}
                </ActionButton>
              </Group>
            </Group>
          ),
        )}
      </Stack>
    </Card>
  )
}

function GroupForm({
  keep,
  customers,
  group,
  onDone,
}: Pick<Props, 'keep' | 'customers'> & { group: CustomerGroup | null; onDone(): void }) {
  const t = useTranslations('prices')
  const [name, setName] = useState(group?.name ?? '')
  const [members, setMembers] = useState(group?.members.map(({ id }) => id) ?? [])
  const { run, pending, fields } = useAction(keep, { done: t('groupSaved'), onDone })
  const known = [...new Map([...(group?.members ?? []), ...customers].map((customer) => [customer.id, customer])).values()]
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ groupId: group?.id ?? null, name, organizationIds: members })
      }}
    >
      <Group gap="sm" align="flex-start">
        <TextInput label={t('groupName')} value={name} onChange={({ target }) => setName(target.value)} error={fields.name} />
        <ChooseMany label={t('customers')} choices={known} value={members} onChange={setMembers} />
      </Group>
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={pending}>
          {t('save')}
        </Button>
      </Group>
    </form>
  )
}

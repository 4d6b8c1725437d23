'use client'

import { Button, Checkbox, CheckboxGroup, Group, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useRef, useState } from 'react'
import { formatNumber } from '@/components/ui/format'
import { type Action, useAction } from '@/components/ui/use-action'
import type { Role } from '@/lib/parties/identity/model'
import { usePathname, useRouter } from '@/lib/platform/i18n/navigation'
import { type NumberFormat, numberFormats } from '@/lib/platform/i18n/number-formats'

const onSubmit = (work: (form: FormData) => void) => (event: FormEvent<HTMLFormElement>) => {
  event.preventDefault()
  work(new FormData(event.currentTarget))
}

/** Height of the label above a field, in pixels: a button beside fields with errors below them stands level with the fields. */
const LABEL = 21

/** A form that adds something: empty again once it is added. */
function useAddForm<Input>(action: Action<Input>, done: string) {
  const form = useRef<HTMLFormElement>(null)
  return { form, ...useAction(action, { done, onDone: () => form.current?.reset() }) }
}

export function ProfileForm({
  action,
  name,
  locale,
  timeZone,
  timeZones,
  numberFormat,
}: {
  action: Action<{ name: string; locale: 'en' | 'zh'; timeZone: string; numberFormat: NumberFormat }>
  name: string
  locale: 'en' | 'zh'
  timeZone: string
  timeZones: string[]
  numberFormat: NumberFormat
}) {
  const t = useTranslations('settings')
  const router = useRouter()
  const path = usePathname()
  const language = useRef(locale)
  const { run, pending, fields } = useAction(action, {
    done: t('saved'),
    onDone: () => language.current !== locale && router.push(path, { locale: language.current }),
  })
  const save = (form: FormData) => {
    language.current = form.get('locale') as typeof locale
    run({
      name: String(form.get('name')),
      locale: language.current,
      timeZone: String(form.get('timeZone')),
      numberFormat: form.get('numberFormat') as NumberFormat,
    })
  }
  return (
    <form onSubmit={onSubmit(save)}>
      <Group align="flex-end">
        <TextInput label={t('name')} name="name" defaultValue={name} required error={fields.name} />
        <NativeSelect
          label={t('language')}
          name="locale"
          defaultValue={locale}
          data={[
            { value: 'en', label: 'English' },
            { value: 'zh', label: '中文' },
          ]}
        />
        <NativeSelect label={t('timeZone')} name="timeZone" defaultValue={timeZone} data={timeZones} />
        <NativeSelect
          label={t('numberFormat')}
          name="numberFormat"
          defaultValue={numberFormat}
          data={numberFormats.map((value) => ({ value, label: formatNumber('1234567.89', value) }))}
        />
        <Button type="submit" loading={pending}>
          {t('save')}
        </Button>
      </Group>
    </form>
  )
}

export function RolesForm({
  action,
  membershipId,
  roles,
  possible,
}: {
  action: Action<{ membershipId: string; roles: string[] }>
  membershipId: string
  roles: string[]
  possible: Role[]
}) {
  const t = useTranslations('settings')
  const { run, pending } = useAction(action)
  return (
    <CheckboxGroup aria-label={t('roles')} value={roles} onChange={(value) => value.length > 0 && run({ membershipId, roles: value })}>
      <RoleBoxes possible={possible} disabled={pending} />
    </CheckboxGroup>
  )
}

function RoleBoxes({ possible, disabled = false }: { possible: Role[]; disabled?: boolean }) {
  const t = useTranslations('settings')
  return (
    <Group gap="md" py={6}>
      {possible.map((role) => (
        <Checkbox key={role} size="sm" value={role} label={t(`role.${role}`)} disabled={disabled} />
      ))}
    </Group>
  )
}

/** A new password, for whom knows the present one. */
export function PasswordForm({ action }: { action: Action<{ current: string; password: string }> }) {
  const t = useTranslations('settings')
  const { form, run, pending, fields } = useAddForm(action, t('passwordChanged'))
  return (
    <form
      ref={form}
      onSubmit={onSubmit((entered) => run({ current: String(entered.get('current')), password: String(entered.get('password')) }))}
    >
      <Group align="flex-start">
        <PasswordInput
          label={t('currentPassword')}
          name="current"
          autoComplete="current-password"
          required
          maxLength={200}
          w={240}
          error={fields.current}
        />
        <PasswordInput
          label={t('newPassword')}
          name="password"
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={200}
          w={240}
          error={fields.password}
        />
        <Button type="submit" variant="default" loading={pending} mt={LABEL}>
          {t('changePassword')}
        </Button>
      </Group>
    </form>
  )
}

export function InviteMemberForm({ action, possible }: { action: Action<{ email: string; roles: string[] }>; possible: Role[] }) {
  const t = useTranslations('settings')
  const [roles, setRoles] = useState<string[]>([])
  const { form, run, pending, fields } = useAddForm(action, t('invited'))
  return (
    <form ref={form} onReset={() => setRoles([])} onSubmit={onSubmit((entered) => run({ email: String(entered.get('email')), roles }))}>
      <Group align="flex-start">
        <TextInput label={t('email')} name="email" type="email" required error={fields.email} />
        <CheckboxGroup label={t('roles')} required value={roles} onChange={setRoles} error={fields.roles}>
          <RoleBoxes possible={possible} />
        </CheckboxGroup>
        <Button type="submit" variant="default" loading={pending} mt={LABEL}>
          {t('invite')}
        </Button>
      </Group>
    </form>
  )
}

export function AddressForm({
  action,
  countries,
  country,
}: {
  action: Action<{ label: string; street: string; postalCode: string; city: string; country: string }>
  countries: { value: string; label: string }[]
  country: string
}) {
  const t = useTranslations('settings')
  const [chosen, setChosen] = useState(country)
  const { form, run, pending, fields } = useAddForm(action, t('saved'))
  const text = (form: FormData, name: string) => String(form.get(name) ?? '')
  return (
    <form
      ref={form}
      onReset={() => setChosen(country)}
      onSubmit={onSubmit((entered) =>
        run({
          label: text(entered, 'label'),
          street: text(entered, 'street'),
          postalCode: text(entered, 'postalCode'),
          city: text(entered, 'city'),
          country: chosen,
        }),
      )}
    >
      <Group align="flex-end">
        <TextInput label={t('addressLabel')} name="label" required error={fields.label} />
        <TextInput label={t('street')} name="street" required error={fields.street} />
        <TextInput label={t('postalCode')} name="postalCode" w={100} error={fields.postalCode} />
        <TextInput label={t('city')} name="city" required error={fields.city} />
        <NativeSelect label={t('country')} data={countries} value={chosen} onChange={({ target }) => setChosen(target.value)} />
        <Button type="submit" variant="default" loading={pending}>
          {t('add')}
        </Button>
      </Group>
    </form>
  )
}

export function CostCentreForm({ action }: { action: Action<{ code: string; name: string }> }) {
  const t = useTranslations('settings')
  const { form, run, pending, fields } = useAddForm(action, t('saved'))
  return (
    <form ref={form} onSubmit={onSubmit((entered) => run({ code: String(entered.get('code')), name: String(entered.get('name')) }))}>
      <Group align="flex-end">
        <TextInput label={t('code')} name="code" required error={fields.code} w={120} />
        <TextInput label={t('name')} name="name" required error={fields.name} />
        <Button type="submit" variant="default" loading={pending}>
          {t('add')}
        </Button>
      </Group>
    </form>
  )
}

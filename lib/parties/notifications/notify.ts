import { usersWithRoles } from '@/lib/parties/identity/queries'
import { prisma } from '@/lib/platform/db/client'
import { env } from '@/lib/platform/env'
import { isLocale } from '@/lib/platform/i18n/locales'
import { translatorFor } from '@/lib/platform/i18n/translator'
import { type MailLink, SECRET, sendMail } from '@/lib/platform/mail/mail'
import { announce } from '@/lib/platform/realtime/bus'
import type messages from '@/messages/en'

type Words = (typeof messages)['notifications']
/** What can be told: each kind has its words, `notifications.<kind>.title` and `.text`. */
export type NoticeKind = { [Key in keyof Words]: Words[Key] extends { title: string; text: string } ? Key : never }[keyof Words]

declare module '@/lib/platform/realtime/bus' {
  interface Announcements {
    /** somebody's bell rings */
    notification: { userId: string }
  }
}

export interface Notice {
  kind: NoticeKind
  data: Record<string, string>
  /** path without the language */
  href: string
}

/** Tells everybody in an organization who has one of the roles: in the bell, live, and by mail, each in their language. */
export async function notifyOrganization(organizationId: string, roles: string[], notice: Notice): Promise<void> {
  const users = await usersWithRoles(prisma(), organizationId, roles)
  if (users.length === 0) return
  await prisma().notification.createMany({
    data: users.map((user) => ({ userId: user.id, organizationId, kind: notice.kind, data: notice.data, href: notice.href })),
  })
  await announce(
    'notification',
    users.map((user) => ({ userId: user.id })),
  )
  for (const user of users) {
    const locale = isLocale(user.locale) ? user.locale : 'en'
    await mailTo(user.email, locale, notice.kind, notice.data, notice.href)
  }
}

/** Tells one user of an organization, in the same ways. */
export async function notifyUser(userId: string, organizationId: string, notice: Notice): Promise<void> {
  const user = await prisma().user.findUnique({ where: { id: userId }, select: { email: true, locale: true } })
  if (!user) return
  await prisma().notification.create({ data: { userId, organizationId, kind: notice.kind, data: notice.data, href: notice.href } })
  await announce('notification', [{ userId }])
  await mailTo(user.email, isLocale(user.locale) ? user.locale : 'en', notice.kind, notice.data, notice.href)
}

/**
 * A mail in the words of `notifications.<kind>`, with a link to the page.
 * @param link what the link ends with, for who reads the mail alone
 */
export async function mailTo(
  to: string,
  locale: 'en' | 'zh',
  kind: NoticeKind,
  data: Record<string, string>,
  href: string,
  link?: MailLink,
): Promise<void> {
  const t = translatorFor(locale)
  const base = env().PUBLIC_URL ?? `http://localhost:${env().PORT}`
  const text = `${t(`notifications.${kind}.text`, data)}\n\n${base}/${locale}${href}${link ? SECRET : ''}\n\n${t('notifications.signature')}`
  await sendMail({ to, kind, subject: t(`notifications.${kind}.title`, data), text, ...(link && { link }) })
}

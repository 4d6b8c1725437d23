import { createTransport } from 'nodemailer'
import { type Db, prisma } from '../db/client'
import { env } from '../env'
import { daysBefore } from '../retention'

export interface MailText {
  to: string
  subject: string
  text: string
  /** what kind of mail it is, for the mailbox page */
  kind: string
  /** given, `SECRET` in the text stands for it */
  link?: MailLink
}

/** The end of a link that only who gets the mail may know. The row keeps the token that it belongs to, never the secret. */
export interface MailLink {
  tokenId: string
  secret: string
}

/** Where the secret goes in a text. */
export const SECRET = '{secret}'

/**
 * Keeps the mail and sends it when a mail server is set. Called from jobs, so a server that refuses is asked again.
 * The row is written first: what was to be sent can be looked up whatever became of it.
 */
export async function sendMail(mail: MailText): Promise<void> {
  const { link, ...kept } = mail
  const row = await prisma().mail.create({ data: { ...kept, tokenId: link?.tokenId ?? null } })
  const { SMTP_URL, MAIL_FROM } = env()
  if (!SMTP_URL) return
  await createTransport(SMTP_URL).sendMail({
    from: MAIL_FROM,
    to: mail.to,
    subject: mail.subject,
    text: mail.text.replace(SECRET, link?.secret ?? ''),
  })
  await prisma().mail.update({ where: { id: row.id }, data: { sentAt: new Date() } })
}

/** Lets mails go after the days for which somebody may ask what was sent, except to addresses that are under a legal hold. */
export async function forgetMails(now: Date, held: readonly string[]): Promise<void> {
  await prisma().mail.deleteMany({ where: { createdAt: { lt: daysBefore(now, env().KEEP_MAILS_DAYS) }, to: { notIn: [...held] } } })
}

/** Lets everything go that was sent to an address whose owner is erased. */
export async function forgetMailsTo(db: Pick<Db, 'mail'>, address: string): Promise<void> {
  await db.mail.deleteMany({ where: { to: address } })
}

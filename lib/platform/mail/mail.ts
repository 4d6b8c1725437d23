import { createTransport } from 'nodemailer'
import { prisma } from '../db/client'
import { env } from '../env'

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

/** How long mails stay: whoever asks what was sent, asks soon. */
const DAYS = 90

export async function forgetMails(now: Date): Promise<void> {
  await prisma().mail.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - DAYS * 86_400_000) } } })
}

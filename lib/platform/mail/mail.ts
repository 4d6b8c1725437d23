import { createTransport } from 'nodemailer'
import { prisma } from '../db/client'
import { env } from '../env'

export interface MailText {
  to: string
  subject: string
  text: string
  /** what kind of mail it is, for the mailbox page */
  kind: string
}

/**
 * Keeps the mail and sends it when a mail server is set. Called from jobs, so a server that refuses is asked again.
 * The row is written first: what was to be sent can be looked up whatever became of it.
 */
export async function sendMail(mail: MailText): Promise<void> {
  const row = await prisma().mail.create({ data: mail })
  const { SMTP_URL, MAIL_FROM } = env()
  if (!SMTP_URL) return
  await createTransport(SMTP_URL).sendMail({ from: MAIL_FROM, to: mail.to, subject: mail.subject, text: mail.text })
  await prisma().mail.update({ where: { id: row.id }, data: { sentAt: new Date() } })
}

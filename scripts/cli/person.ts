import type { Command } from 'commander'
import { withDatabase } from './with-database'

export function registerPerson(program: Command): void {
  const person = program.command('person').description('what is kept about a person, for who asks the operator')
  person
    .command('export')
    .requiredOption('--email <address>', 'of the user')
    .description('prints a copy of everything as JSON')
    .action(({ email }: { email: string }) =>
      withDatabase(async () => {
        const { copyOfPersonalData } = await import('@/lib/insight/personal-data/export')
        const { prisma } = await import('@/lib/platform/db/client')
        const user = await prisma().user.findUnique({ where: { email: email.toLowerCase() }, select: { id: true, email: true } })
        if (!user) throw new Error(`--email: nobody here has the address ${email}`)
        for await (const part of copyOfPersonalData({ userId: user.id, email: user.email })) process.stdout.write(part)
      }),
    )
  person
    .command('erase')
    .requiredOption('--email <address>', 'of the user')
    .description('erases what is theirs; documents that the law keeps name nobody any more')
    .action(({ email }: { email: string }) =>
      withDatabase(async () => {
        const { erasePersonOf } = await import('@/lib/parties/identity/commands/erase-person')
        await erasePersonOf({ email })
        process.stdout.write(`${JSON.stringify({ erased: email })}\n`)
      }),
    )
}

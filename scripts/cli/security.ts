import type { Command } from 'commander'
import { loadEnvironment } from '../setup/environment'
import { withDatabase } from './with-database'

export function registerSecurity(program: Command): void {
  const security = program.command('security-log').description('what happened to accounts and rights')
  security
    .command('export')
    .option('--organization <id>', 'whose; what concerns no organization unless told')
    .option('--after <seq>', 'number of the last entry that is known already', Number, 0)
    .description('prints entries as lines of JSON, oldest first, for a file or the syslog')
    .action((options: { organization?: string; after: number }) =>
      withDatabase(async () => {
        const { securityEntries } = await import('@/lib/parties/identity/security-log')
        const { prisma } = await import('@/lib/platform/db/client')
        const { NO_ORGANIZATION } = await import('@/lib/platform/security-log/chain')
        for await (const entry of securityEntries(prisma(), options.organization ?? NO_ORGANIZATION, options.after))
          process.stdout.write(`${JSON.stringify(entry)}\n`)
      }),
    )
  security
    .command('verify')
    .option('--organization <id>', 'whose; what concerns no organization unless told')
    .description('reads a log through and says whether an entry is missing or was changed; exit code 1 then')
    .action((options: { organization?: string }) =>
      withDatabase(async () => {
        const { verifySecurityChain } = await import('@/lib/parties/identity/security-log')
        const { prisma } = await import('@/lib/platform/db/client')
        const { NO_ORGANIZATION } = await import('@/lib/platform/security-log/chain')
        const found = await verifySecurityChain(prisma(), options.organization ?? NO_ORGANIZATION)
        process.stdout.write(`${JSON.stringify(found)}\n`)
        if (found.brokenAt !== null) process.exitCode = 1
      }),
    )

  program
    .command('secrets')
    .description('what the database keeps encrypted')
    .command('renew')
    .description('encrypts everything anew with the present data key, after which the one from before can be taken out of the settings')
    .action(() => {
      loadEnvironment()
      if (process.env.DATABASE_URL && !process.env.NEXTAUTH_SECRET)
        throw new Error('NEXTAUTH_SECRET is not set here: without the keys of the server nothing can be encrypted for it.')
      return withDatabase(async () => {
        const { renewSeeds } = await import('@/lib/parties/identity/renew-seeds')
        const { renewAuctionKey } = await import('@/lib/sourcing/auction/live/receipts')
        const seeds = await renewSeeds()
        await renewAuctionKey()
        process.stdout.write(`${JSON.stringify({ codeApps: seeds })}\n`)
      })
    })
}

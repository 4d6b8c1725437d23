import type { Command } from 'commander'
import { withDatabase } from './with-database'

export function registerDemo(program: Command): void {
  const demo = program.command('demo').description('for trying Stoa alone')
  demo
    .command('bidders')
    .requiredOption('--auction <id>', "an event's id, as in the address of its page")
    .option('--url <url>', 'the running server', process.env.PUBLIC_URL ?? `http://localhost:${process.env.PORT || 3000}`)
    .option('--json', 'print the result as one line of JSON (it always is the last line)')
    .description('lets the invited demo suppliers bid against each other through real sockets until the auction ends')
    .action((options: { auction: string; url: string }) =>
      withDatabase(async () => {
        const { runBidders } = await import('./demo-bidders')
        process.stdout.write(
          `${JSON.stringify(await runBidders(options.auction, options.url, (line) => process.stderr.write(`  ${line}\n`)))}\n`,
        )
      }),
    )
}

import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { z } from 'zod'
import { type LedgerEntry, verifyLedger } from '@/lib/sourcing/auction/live/ledger'
import { playScript } from '@/lib/sourcing/auction/rules/play'
import { UNKNOWN_WORTH } from '@/lib/sourcing/auction/rules/savings'
import { auctionFormat, auctionScript, lotRules } from '@/lib/sourcing/auction/rules/schemas'
import { buyerView } from '@/lib/sourcing/auction/rules/views'
import { playFile, userPath } from './play-file'

export function registerAuction(program: Command): void {
  const auction = program.command('auction').description('the auction engine and its ledgers')
  auction
    .command('run')
    .argument('<file>', 'a script as JSON, `-` for standard input, or .jsonl with one script a line')
    .option('--json', 'print JSON (it always is)')
    .description('plays a script and prints the result as one line of JSON')
    .action((file: string) => playFile(file, auctionScript, playScript))
  auction
    .command('export')
    .argument('<lot>', "a lot's id")
    .option('--format <format>', 'json', 'json')
    .description("prints a lot's rules, ledger and award")
    .action(async (lot: string) => {
      const { state: _, ...document } = await ledgerOf(lot)
      process.stdout.write(`${JSON.stringify(document)}\n`)
    })
  auction
    .command('verify')
    .argument('<source>', "an exported file, or a lot's id")
    .option('--json', 'print JSON (it always is)')
    .description('checks sequence, chain and hashes of a ledger')
    .action(async (source: string) => {
      const entries = UUID.test(source)
        ? (await ledgerOf(source)).entries
        : ((JSON.parse(await readFile(userPath(source), 'utf8')) as { entries?: LedgerEntry[] }).entries ?? [])
      const result = verifyLedger(entries)
      process.stdout.write(`${JSON.stringify(result)}\n`)
      if (!result.valid) process.exitCode = 1
    })
  auction
    .command('replay')
    .argument('<lot>', "a lot's id")
    .option('--json', 'print the moments as JSON, one a line')
    .description('goes through a closed lot moment by moment, as its buyer saw it')
    .action(replay)
  auction
    .command('fuzz')
    .option('--format <format>', 'one format; all without it')
    .option('--count <number>', 'random auctions of each format', '10000')
    .option('--seed <number>', 'where to begin; printed, so that a run can be repeated')
    .option('--json', 'print JSON (it always is)')
    .description('plays random auctions through the engine and through a second, naive model; one line for each format')
    .action(fuzz)
}

async function replay(lot: string, options: { json?: boolean }): Promise<void> {
  const { rules, entries, state } = await ledgerOf(lot)
  if (state.phase !== 'closed') throw new Error('The lot is not closed yet; its replay begins after the end.')
  const { framesOf } = await import('@/lib/sourcing/auction/live/replay')
  const frames = framesOf(lotRules.parse(rules), [...state.bidders.keys()], entries, (at) =>
    buyerView(at, lot, 0, UNKNOWN_WORTH, at.bids.length),
  )
  for (const { at, view } of frames) {
    if (view.side !== 'buyer') continue
    const { phase, lead, standing, bids } = view
    const bidder = standing[0]?.bidder ?? null
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ at, phase, bids, lead, bidder })}\n`
        : `${at}  ${phase.padEnd(7)}  ${lead ?? '–'} ${bidder ?? ''}\n`,
    )
  }
}

async function fuzz(options: { format?: string; count: string; seed?: string }): Promise<void> {
  const { fuzzAuctions } = await import('../fuzz/fuzz-auctions')
  const asked = z
    .object({
      format: auctionFormat.optional(),
      count: z.coerce.number().int().min(1).max(1_000_000),
      seed: z.coerce
        .number()
        .int()
        .default(() => Date.now() | 0),
    })
    .safeParse(options)
  if (!asked.success) {
    for (const issue of asked.error.issues) process.stderr.write(`--${issue.path.join('.')}: ${issue.message}\n`)
    process.exitCode = 2
    return
  }
  const { format, count, seed } = asked.data
  for (const each of format ? [format] : auctionFormat.options) {
    const result = fuzzAuctions(each, count, seed)
    process.stdout.write(`${JSON.stringify(result)}\n`)
    if (!result.agrees) process.exitCode = 1
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i

async function ledgerOf(lot: string) {
  const { withDatabase } = await import('./with-database')
  return withDatabase(async () => {
    const { prisma } = await import('@/lib/platform/db/client')
    const { getLedger } = await import('@/lib/sourcing/auction/live/ledger-queries')
    return getLedger({ db: prisma() }, lot)
  })
}

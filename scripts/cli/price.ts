import type { Command } from 'commander'
import { priceCaseInput } from '@/lib/pricing/rules/case-schemas'
import { playPrices } from '@/lib/pricing/rules/play'
import { playFile } from './play-file'

export function registerPrice(program: Command): void {
  const price = program.command('price').description('prices, totals, taxes and fees')
  price
    .command('run')
    .argument('<file>', 'a case as JSON, `-` for standard input, or .jsonl with one case a line')
    .option('--json', 'print JSON (it always is)')
    .description('plays a case and prints the result as one line of JSON')
    .action((file: string) => playFile(file, priceCaseInput, playPrices))
}

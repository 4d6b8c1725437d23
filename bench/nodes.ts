import { type ChildProcess, fork } from 'node:child_process'
import { root } from '@/scripts/setup/install.js'
import type { World } from '@/scripts/testing/world'
import { type BenchLot, openLots } from './auction-world'
import type { Drive } from './bid-driver'
import { report } from './measure'

const LOTS = 1000
const WORKERS = 400
const MILLISECONDS = 4000
/** more bids than a node makes in a round */
const STEPS = 1_000_000
/** until two nodes have found each other */
const MEETING_MS = 1000

let round = 0

/** Two nodes against one on this machine: neither many lots nor a single hot one may collapse when both bid on them. */
export async function twoNodes(world: World, suppliers: readonly string[]): Promise<void> {
  const lots: BenchLot[] = []
  while (lots.length < LOTS) lots.push(...(await openLots(world, suppliers, 100)))
  const [hot] = await openLots(world, suppliers, 1)
  for (const { name, these, atLeast } of [
    { name: 'auction.two_nodes_1000_lots', these: lots, atLeast: 0.9 },
    { name: 'auction.two_nodes_one_lot', these: [hot as BenchLot], atLeast: 0.6 },
  ]) {
    const first = await startNode()
    const one = await drive([first], these)
    const second = await startNode()
    await new Promise((resolve) => setTimeout(resolve, MEETING_MS))
    const two = await drive([first, second], these)
    report({ name, value: two, unit: 'bids/s', limit: one, goal: `ratio >= ${atLeast}`, atLeast })
    for (const node of [first, second]) node.kill()
  }
}

/** Bids a second of all nodes together; each bids for its own share of the bidders. */
async function drive(nodes: readonly ChildProcess[], lots: readonly BenchLot[]): Promise<number> {
  const rates = nodes.map((node, index) => {
    round += 1
    const answer = new Promise<number>((resolve, reject) => {
      node.once('message', (rate) => resolve(rate as number))
      node.once('exit', (code) => reject(new Error(`a node ended with ${code}`)))
    })
    const order: Drive = {
      lots: lots.map(({ lotId, aliases }) => ({ lotId, aliases: aliases.filter((_, at) => at % nodes.length === index) })),
      workers: WORKERS / nodes.length,
      milliseconds: MILLISECONDS,
      from: round * STEPS,
    }
    node.send(order)
    return answer
  })
  return (await Promise.all(rates)).reduce((sum, rate) => sum + rate, 0)
}

async function startNode(): Promise<ChildProcess> {
  const child = fork('scripts/run.js', ['bench/bid-driver.ts'], { cwd: root })
  await new Promise((resolve) => child.once('message', resolve))
  return child
}

import { gzipSync } from 'node:zlib'
import { encode } from 'next-auth/jwt'
import { prisma } from '@/lib/platform/db/client'
import { migrateJobs } from '@/lib/platform/jobs/worker'
import { ensureBuilt } from '@/scripts/setup/build'
import { quantile, report, timed } from './measure'

const PORT = 3977
const ROUNDS = 60

process.env.PORT = String(PORT)
process.env.STOA_DEMO = '1'
process.env.STOA_WORKER = '0'
ensureBuilt()
await migrateJobs()
const { loadDemoOnce } = await import('@/prisma/demo/load')
await loadDemoOnce()
const { startServer } = await import('@/server')
const server = await startServer({ dev: false })
async function signIn(email: string): Promise<string> {
  const user = await prisma().user.findUniqueOrThrow({ where: { email } })
  const session = await prisma().session.create({ data: { userId: user.id, expiresAt: new Date(Date.now() + 1e8) } })
  return `stoa.session=${await encode({ token: { sub: user.id, sid: session.id }, secret: process.env.NEXTAUTH_SECRET as string })}`
}

const buyer = await signIn('lin@northwind-rail.example')
async function get(path: string, cookie = buyer): Promise<string> {
  const answer = await fetch(`http://localhost:${PORT}${path}`, { headers: { cookie } })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  return answer.text()
}

const product = await prisma().product.findFirstOrThrow({ where: { offers: { some: {} } } })
const pages = { empty: '/en/compare', catalog: '/en/catalog?q=hex+bolt', product: `/en/catalog/${product.id}` }
const times: Record<string, number[]> = { empty: [], catalog: [], product: [] }
for (let round = 0; round < ROUNDS + 10; round++)
  for (const [name, path] of Object.entries(pages)) {
    const took = await timed(() => get(path))
    if (round >= 10) times[name]?.push(took)
  }
const limit = quantile(times.empty ?? [], 0.5)
for (const name of ['catalog', 'product'])
  report({ name: `page.p50_${name}`, value: quantile(times[name] ?? [], 0.5), unit: 'ms', limit, goal: 'ratio <= 4', atMost: 4 })

/** Every kind of page, each once, that links lead to from the home page of a buyer, a supplier and the operator. */
async function* pagesOfEverybody() {
  for (const email of ['lin@northwind-rail.example', 'petra@ostrava-fasteners.example', 'hub@meridian-network.example']) {
    const cookie = await signIn(email)
    const seen = new Set<string>()
    const waiting = ['/en', '/en/catalog?q=hex+bolt', '/en/checkout']
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      const kind = path
        .replace(/\?.*/, '')
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
        .replace(/offers\/(?!new).+/, 'offers/PART')
      if (seen.has(kind)) continue
      seen.add(kind)
      const html = await get(path, cookie)
      yield { kind, html }
      waiting.push(...[...html.matchAll(/href="(\/en[^"#]*)"/g)].map((match) => (match[1] as string).replaceAll('&amp;', '&')))
    }
  }
}

const sizes = new Map<string, number>()
let heaviest = { kind: '', size: 0 }
for await (const { kind, html } of pagesOfEverybody()) {
  // Browsers that know modules leave out what is marked noModule.
  const tags = [...html.matchAll(/<script[^>]+src="(\/_next\/[^"]+\.js)[^>]*>/g)].filter(([tag]) => !/ nomodule/i.test(tag))
  let size = 0
  for (const script of new Set(tags.map((match) => match[1] as string))) {
    if (!sizes.has(script)) sizes.set(script, gzipSync(await get(script)).length)
    size += sizes.get(script) ?? 0
  }
  if (size > heaviest.size) heaviest = { kind, size }
}
report({
  name: `page.script_compressed ${heaviest.kind}`,
  value: heaviest.size / 1000,
  unit: 'kB',
  limit: 250,
  goal: 'ratio <= 1',
  atMost: 1,
})
await server.stop()
process.exit()

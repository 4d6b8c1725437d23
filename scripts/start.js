// npm start, npm run dev, npm run worker: installs if needed, then launches.
import { checkNode, ensureInstalled, root } from './setup/install.js'

checkNode()
const started = performance.now()
process.chdir(root)
if (ensureInstalled()) process.stdout.write(`  installed packages in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
const mode = process.argv.includes('--dev') ? 'dev' : process.argv.includes('--worker') ? 'worker' : 'start'
// Prisma's adapter queues queries on one connection in a way that pg warns of; nothing that a user could mend.
process.noDeprecation = true
const { register } = await import('tsx/esm/api')
register()
const { launch } = await import('./launch.ts')
await launch(mode)

// npm start, npm run dev, npm run worker: installs if needed, then launches.
import { checkNode, ensureInstalled, root } from './setup/install.js'

checkNode()
process.chdir(root)
await ensureInstalled()
const mode = process.argv.includes('--dev') ? 'dev' : process.argv.includes('--worker') ? 'worker' : 'start'
const { register } = await import('tsx/esm/api')
register()
const { launch } = await import('./launch.ts')
await launch(mode)

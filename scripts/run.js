// node scripts/run.js FILE.ts [arguments]: installs if needed, then runs a TypeScript file of the project.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, ensureInstalled, root } from './setup/install.js'

checkNode()
const file = process.argv[2]
await ensureInstalled(file.startsWith('bench/') ? 'everything' : 'running')
const invokedFrom = process.cwd()
process.env.STOA_CWD ??= process.env.INIT_CWD ?? invokedFrom
process.chdir(root)
const { register } = await import('tsx/esm/api')
register()
process.argv.splice(1, 2, path.resolve(root, file))
await import(pathToFileURL(path.resolve(root, file)).href)

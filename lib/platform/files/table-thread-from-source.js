// Starts the thread beside it where nothing is built: a thread does not take over how its process reads TypeScript.
import { register } from 'tsx/esm/api'

register()
await import('./table-thread.ts')

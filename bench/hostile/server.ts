/** The server that hostile input is sent to, in a process of its own: what it suffers is measured from outside. */
import { startServer } from '@/server'

const server = await startServer({ dev: false })
process.on('message', async () => {
  await server.stop()
  process.exit(0)
})
process.send?.('ready')

import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * A way to a server that can be made slow or cut: a proxy for TCP between a client and a port of this machine. Bytes keep their
 * order; each direction has its own delay.
 */
export class BadNetwork {
  /** milliseconds that bytes take on their way to the server, and back */
  delay = { to: 0, from: 0 }
  /** bytes from the server are thrown away: what was sent arrives, its answer does not */
  deaf = false
  private readonly pairs = new Set<[Socket, Socket]>()
  private readonly server = createServer((client) => this.join(client))
  port = 0

  private constructor(private readonly target: number) {}

  static async before(target: number): Promise<BadNetwork> {
    const network = new BadNetwork(target)
    await new Promise<void>((resolve) => network.server.listen(0, '127.0.0.1', resolve))
    network.port = (network.server.address() as AddressInfo).port
    return network
  }

  /** Every connection breaks, without a goodbye. */
  cut(): void {
    for (const pair of this.pairs) for (const end of pair) end.destroy()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private join(client: Socket): void {
    const server = connect(this.target, '127.0.0.1')
    const pair: [Socket, Socket] = [client, server]
    this.pairs.add(pair)
    const carry = (from: Socket, to: Socket, way: 'to' | 'from') => {
      let free = 0
      from.on('data', (bytes) => {
        if (way === 'from' && this.deaf) return
        // Later bytes never overtake earlier ones, also when the delay gets shorter.
        free = Math.max(free, Date.now() + this.delay[way])
        setTimeout(() => to.writable && to.write(bytes), free - Date.now())
      })
      from.on('error', () => to.destroy())
      from.on('close', () => {
        to.destroy()
        this.pairs.delete(pair)
      })
    }
    carry(client, server, 'to')
    carry(server, client, 'from')
  }
}

import { hash, randomUUID } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Server } from 'socket.io'
import { pool } from '../db/client'
import { env } from '../env'
import { log } from '../log'
import { announce, type Bus } from './bus'
import { answerPeer, isPass, makePass, PEERS_PATH, Peer } from './peer'
import type { ServerClock } from './server-clock'

/** How often a node says that it is there, and when one that has fallen silent no longer counts. */
const REPEAT_MS = 2_000
const SILENT_MS = 7_000
/** Nodes that speak otherwise, as during an update, leave each other alone. Counts up when questions or answers change. */
const SPEECH = 1

interface News {
  id: string
  url: string
  speech: number
}

declare module './bus' {
  interface Announcements {
    node: News
    'node.gone': { id: string }
  }
}

/**
 * The nodes on one database: each says on the bus where it is, and has a connection to every other. Which node has the say
 * over a thing follows from its name and from who is connected, without asking anybody; two that differ over it for a while,
 * or a node that cannot be reached, must do no harm: what has to be right is settled in the database.
 */
export class Peers {
  private readonly id = randomUUID()
  private readonly others = new Map<string, { peer: Peer; heardAt: number }>()
  private readonly timers: NodeJS.Timeout[] = []
  private url: string | null = null
  private stopped = false

  /** @param http the node's server */
  constructor(
    private readonly http: HttpServer,
    private readonly bus: Bus,
    private readonly time: ServerClock,
  ) {}

  /**
   * @param io on the node's server
   * @param answer what this node does when another one asks; an AppError is told to the one that asked
   */
  start(io: Server, answer: (question: unknown) => Promise<unknown>): void {
    const nodes = io.of(PEERS_PATH)
    nodes.use(({ handshake }, next) => next(isPass(handshake.auth.pass, this.id, this.time.now()) ? undefined : new Error('forbidden')))
    nodes.on('connection', (socket) => answerPeer(socket, answer))
    this.bus.on('node', (news) => this.hear(news))
    this.bus.on('node.gone', ({ id }) => this.forget(id))
    this.bus.on('reconnected', () => void this.tell())
    if (this.http.listening) void this.tell()
    else this.http.once('listening', () => void this.tell())
    this.timers.push(setInterval(() => this.look(), REPEAT_MS).unref())
  }

  /** Takes leave of the others. */
  async stop(): Promise<void> {
    this.stopped = true
    for (const timer of this.timers) clearInterval(timer)
    for (const id of [...this.others.keys()]) this.forget(id)
    await announce('node.gone', [{ id: this.id }]).catch(() => undefined)
  }

  /** The node that has the say over what is called so, as this one sees it; null for this one itself. */
  homeOf(name: string): Peer | null {
    let home: Peer | null = null
    let most = weight(this.id, name)
    for (const { peer } of this.others.values()) {
      if (!peer.ready) continue
      const own = weight(peer.id, name)
      if (own <= most) continue
      most = own
      home = peer
    }
    return home
  }

  private look(): void {
    for (const [id, { heardAt }] of this.others) if (performance.now() - heardAt > SILENT_MS) this.forget(id)
    void this.tell()
  }

  /** Never rejects: while the database is away nobody can be told. */
  private async tell(): Promise<void> {
    if (!this.http.listening || this.stopped) return
    try {
      this.url ??= await ownUrl(this.http.address() as AddressInfo)
      await announce('node', [{ id: this.id, url: this.url, speech: SPEECH }])
    } catch (error) {
      log.debug({ err: error }, 'a node could not say where it is')
    }
  }

  private hear({ id, url, speech }: News): void {
    if (id === this.id || speech !== SPEECH || this.stopped) return
    const known = this.others.get(id)
    if (known) {
      known.heardAt = performance.now()
      return
    }
    this.others.set(id, { peer: new Peer(id, url, () => makePass(id, this.time.now())), heardAt: performance.now() })
    // So that it need not wait to hear of this one.
    void this.tell()
  }

  private forget(id: string): void {
    this.others.get(id)?.peer.close()
    this.others.delete(id)
  }
}

/** Rendezvous hashing: when a node comes or goes, only what is its own changes hands. */
const weight = (node: string, name: string) => hash('sha1', `${node} ${name}`)

/** Where the other nodes reach this one: unless it is set, at the address that the database knows it by. */
async function ownUrl({ port }: AddressInfo): Promise<string> {
  const { NODE_URL } = env()
  if (NODE_URL) return NODE_URL.replace(/\/$/, '')
  const { rows } = await pool().query<{ host: string | null }>('select host(inet_client_addr()) as host')
  const host = rows[0]?.host ?? '127.0.0.1'
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

import { randomUUID } from 'node:crypto'
import type { Server as HttpServer, IncomingHttpHeaders } from 'node:http'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Server, type Socket } from 'socket.io'
import type { z } from 'zod'
import { clientAddress } from '../client-address'
import type { Actor } from '../context'
import { env } from '../env'
import { AppError, fieldErrors, toProblem } from '../errors'
import { requireStorable } from '../fields/storable'
import { log, withRequestId } from '../log'
import { named } from '../loop-watch'
import type { ServerClock } from './server-clock'
import type { Acknowledgement } from './wire'

/** What one kind of message asks for and what it is answered with. */
export interface SocketHandler<Schema extends z.ZodType = z.ZodType> {
  schema: Schema
  /** sent because a person did something, not by the page itself */
  isUse: boolean
  handle(actor: Actor, input: z.output<Schema>, socket: Socket, receivedAt: number): Promise<unknown>
}

export const socketHandler = <Schema extends z.ZodType>(
  schema: Schema,
  handle: SocketHandler<Schema>['handle'],
  { isUse = true } = {},
): SocketHandler => ({ schema, handle, isUse }) as unknown as SocketHandler

/** How a client says who it is: browsers by their cookie, programs by a token. */
export interface Credentials {
  cookie: string | undefined
  token: string | undefined
  /** of the request that opened the socket */
  headers: IncomingHttpHeaders
}

/** @param use whether the session counts as used by it: looking whether it still lasts is no use */
export type Authenticate = (credentials: Credentials, use: 'counts' | 'looks') => Promise<Actor | null>

/** Messages of one socket in a second before it is slowed down, and sockets of one user or token. */
const MESSAGES_PER_SECOND = 40
const SOCKETS_EACH = 20
/** What a timer can wait for. */
const LONGEST_WAIT = 2 ** 31 - 1
/** Milliseconds of use after which it is noted that a session is used. */
const USE_NOTED_EACH = 5 * 60_000
/** Bytes of one message. */
const MAX_MESSAGE = 64 * 1024

/**
 * The live side of the server: authenticates a socket by its session, checks each message by its schema, answers each
 * with an acknowledgement, limits their rate, and ends sockets whose user lost access.
 */
export class Gateway {
  readonly io: Server
  private readonly limiter = new RateLimiterMemory({ points: MESSAGES_PER_SECOND, duration: 1 })
  private readonly taken = new Map<string, number>()

  constructor(
    http: HttpServer,
    private readonly authenticate: Authenticate,
    private readonly handlers: Record<string, SocketHandler>,
    private readonly time: ServerClock,
  ) {
    this.io = new Server(http, {
      path: '/socket.io',
      maxHttpBufferSize: MAX_MESSAGE,
      serveClient: false,
      pingInterval: 10_000,
      pingTimeout: 8_000,
      allowRequest: sameOrigin,
    })
    this.io.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error) => next(Object.assign(new Error(toProblem(error).code), { data: toProblem(error) })),
      )
    })
    this.io.on('connection', (socket) => this.welcome(socket))
  }

  /** The kinds of messages that are answered. */
  get events(): string[] {
    return Object.keys(this.handlers)
  }

  private async admit(socket: Socket): Promise<void> {
    const actor = await this.ask(socket, 'looks')
    if (!actor) throw new AppError('not_signed_in')
    const own = ownRoom(actor)
    this.take(own, socket)
    if ((await this.socketsElsewhere(own)) >= SOCKETS_EACH) throw new AppError('rate_limited')
    socket.data.actor = actor
    socket.data.usedAt = this.time.now()
  }

  private ask(socket: Socket, use: 'counts' | 'looks'): Promise<Actor | null> {
    const { token } = socket.handshake.auth
    const { headers } = socket.request
    return this.authenticate({ cookie: headers.cookie, token: typeof token === 'string' ? token : undefined, headers }, use)
  }

  /** One of somebody's connections to this node, until it closes. Counted before anything is waited for. */
  private take(room: string, socket: Socket): void {
    const taken = this.taken.get(room) ?? 0
    if (taken >= SOCKETS_EACH) throw new AppError('rate_limited')
    this.taken.set(room, taken + 1)
    socket.conn.once('close', () => {
      const left = (this.taken.get(room) ?? 1) - 1
      if (left > 0) this.taken.set(room, left)
      else this.taken.delete(room)
    })
  }

  /** Somebody's connections on all nodes that are joined; none while they cannot be asked. */
  private async socketsElsewhere(room: string): Promise<number> {
    const sockets = await this.io
      .in(room)
      .timeout(1_000)
      .fetchSockets()
      .catch(() => [])
    return sockets.length
  }

  private welcome(socket: Socket): void {
    const actor = socket.data.actor as Actor
    socket.join([ownRoom(actor), `organization:${actor.organizationId}`])
    this.endWithAccess(socket, actor)
    socket.once('disconnect', () => clearTimeout(socket.data.end))
    socket.onAny((event: unknown, ...args: unknown[]) => {
      const receivedAt = this.time.now()
      const reply = args.at(-1)
      const acknowledge = typeof reply === 'function' ? (answer: Acknowledgement) => reply(answer) : () => undefined
      named(`socket ${String(event).slice(0, 50)}`, () => this.answer(socket, String(event), args[0], receivedAt)).then(
        acknowledge,
        (error) => {
          log.error({ err: error, event: String(event).slice(0, 50) }, 'socket message failed')
          acknowledge({ ok: false, problem: toProblem(error) })
        },
      )
    })
  }

  /** Ends a socket with its session, which pages that its user opens meanwhile may have made longer. */
  private endWithAccess(socket: Socket, actor: Actor): void {
    const left = (actor.accessEndsAt?.getTime() ?? Number.POSITIVE_INFINITY) - this.time.now()
    // No connection lasts for weeks.
    if (left >= LONGEST_WAIT) return
    clearTimeout(socket.data.end)
    socket.data.end = setTimeout(async () => {
      const still = await this.ask(socket, 'looks').catch(() => null)
      const isLonger = (still?.accessEndsAt?.getTime() ?? 0) > (actor.accessEndsAt?.getTime() ?? 0)
      if (still && isLonger && socket.connected) this.endWithAccess(socket, still)
      else socket.disconnect(true)
    }, left)
  }

  /** Who acts by a socket uses the session as if by a page: what authenticates notes it. */
  private noteUse(socket: Socket): void {
    const now = this.time.now()
    if (now - socket.data.usedAt < USE_NOTED_EACH) return
    socket.data.usedAt = now
    this.ask(socket, 'counts').catch((error) => log.warn({ err: error }, 'the use of a session could not be noted'))
  }

  private async answer(socket: Socket, event: string, input: unknown, receivedAt: number): Promise<Acknowledgement> {
    const address = clientAddress(socket.request, env().TRUSTED_PROXIES)
    const run = async (): Promise<Acknowledgement> => {
      try {
        await this.limiter.consume(socket.id)
        const handler = Object.hasOwn(this.handlers, event) ? this.handlers[event] : undefined
        if (!handler) throw new AppError('not_found')
        const parsed = handler.schema.safeParse(input)
        if (!parsed.success) throw new AppError('invalid_input', { fields: fieldErrors(parsed.error) })
        requireStorable(parsed.data)
        if (handler.isUse) this.noteUse(socket)
        return { ok: true, data: await handler.handle(socket.data.actor as Actor, parsed.data, socket, receivedAt) }
      } catch (error) {
        if (error instanceof RateLimiterRes) return { ok: false, problem: toProblem(new AppError('rate_limited')) }
        const problem = toProblem(error)
        if (problem.code === 'unexpected') log.error({ err: error, event }, 'socket message failed')
        return { ok: false, problem }
      }
    }
    return withRequestId(randomUUID(), run, address)
  }

  /** Ends the sockets of a user, a token or a whole organization; clients that still may come back by themselves. */
  revoke(who: { userId: string } | { apiTokenId: string } | { organizationId: string }): void {
    const room =
      'userId' in who ? `user:${who.userId}` : 'apiTokenId' in who ? `token:${who.apiTokenId}` : `organization:${who.organizationId}`
    // Every node hears of it and ends its own.
    this.io.local.in(room).emit('access-changed')
    this.io.local.in(room).disconnectSockets(true)
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.io.close(() => resolve()))
  }
}

/** Where all of somebody's sockets are. A user's notifications are not for the programs whose tokens it made. */
const ownRoom = (actor: Actor): string => (actor.token ? `token:${actor.token.id}` : `user:${actor.userId}`)

/** Browsers name the page's origin; a foreign page must not open a socket with the user's cookie. */
function sameOrigin(
  request: { headers: { origin?: string; host?: string } },
  done: (error: string | null | undefined, ok: boolean) => void,
): void {
  const { origin, host } = request.headers
  done(null, !origin || safeHost(origin) === host)
}

function safeHost(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

import type { Socket as ServerSocket } from 'socket.io'
import { io, type Socket } from 'socket.io-client'
import { type Problem, toProblem } from '../errors'
import { isSigned, signature } from '../keys'
import { log } from '../log'
import { gather } from './gather'

/** Where nodes ask each other, on the port that serves everything. */
export const PEERS_PATH = '/nodes'

/** Questions of one message, which has to stay below what the gateway takes. */
const TOGETHER = 50
/** How long an answer may take, and how long a node is left alone that took longer. */
const PATIENCE_MS = 2_000
const REST_MS = 5_000
/** How far the clocks of two nodes may be apart, and how long a pass can be used. */
const PASS_MS = 30_000

/** What a node answers to a question: what came of it, or why nothing did. */
export type PeerAnswer = { data: unknown } | { problem: Problem }

/** A question or an answer, with the question's number. */
type Numbered<Content> = [number: number, content: Content]

/** Another node, as this one asks it over a connection of its own. */
export class Peer {
  private readonly socket: Socket
  private readonly open = new Map<number, (answer: PeerAnswer | null) => void>()
  private readonly put = gather<Numbered<unknown>>(TOGETHER, (questions) => this.send(questions))
  private count = 0
  private restsUntil = 0
  private missed = false

  /**
   * @param id the node's
   * @param url where it is reached
   * @param pass proves to it that this is a node too
   */
  constructor(
    readonly id: string,
    url: string,
    pass: () => string,
  ) {
    this.socket = io(`${url}${PEERS_PATH}`, {
      transports: ['websocket'],
      forceNew: true,
      auth: (tell) => tell({ pass: pass() }),
    })
    this.socket.on('answers', (answers: Numbered<PeerAnswer>[]) => {
      for (const [number, answer] of answers) this.settle(number, answer)
    })
    this.socket.on('connect_error', (error) => {
      if (!this.missed) log.warn({ url, err: error }, 'another node cannot be reached; the database keeps the order without it')
      this.missed = true
    })
    this.socket.on('connect', () => {
      this.missed = false
    })
    this.socket.on('disconnect', () => {
      for (const number of [...this.open.keys()]) this.settle(number, null)
    })
  }

  /** Can it be asked now? */
  get ready(): boolean {
    return this.socket.connected && performance.now() >= this.restsUntil
  }

  /** @returns null when no answer came; then there is no telling whether the node has done what it was asked for */
  ask(question: unknown): Promise<PeerAnswer | null> {
    return new Promise((resolve) => {
      this.open.set(++this.count, resolve)
      this.put([this.count, question])
    })
  }

  close(): void {
    this.socket.disconnect()
  }

  private send(questions: Numbered<unknown>[]): void {
    const giveUp = () => questions.filter(([number]) => this.settle(number, null)).length
    // What is said while there is no connection would be kept, and come too late.
    if (!this.ready) {
      giveUp()
      return
    }
    this.socket.emit('questions', questions)
    setTimeout(() => {
      if (giveUp() > 0) this.restsUntil = performance.now() + REST_MS
    }, PATIENCE_MS).unref()
  }

  /** @returns whether the question was still open */
  private settle(number: number, answer: PeerAnswer | null): boolean {
    this.open.get(number)?.(answer)
    return this.open.delete(number)
  }
}

/** The other end: answers each question of a node once it can, and what is answered at one time together. */
export function answerPeer(socket: ServerSocket, answer: (question: unknown) => Promise<unknown>): void {
  const put = gather<Numbered<PeerAnswer>>(TOGETHER, (answers) => socket.emit('answers', answers))
  socket.on('questions', (questions: Numbered<unknown>[]) => {
    for (const [number, question] of questions)
      answer(question).then(
        (data) => put([number, { data }]),
        (error) => put([number, { problem: toProblem(error) }]),
      )
  })
}

/** A short-lived proof that a node holds the secret that all nodes share, made for one other node. @param now the server's time */
export function makePass(to: string, now: number): string {
  return `${now}.${signature('node', `${to} ${now}`)}`
}

export function isPass(pass: unknown, to: string, now: number): boolean {
  const [at, mark] = typeof pass === 'string' ? pass.split('.') : []
  if (!at || !mark || !(Math.abs(now - Number(at)) <= PASS_MS)) return false
  return isSigned('node', `${to} ${at}`, mark)
}

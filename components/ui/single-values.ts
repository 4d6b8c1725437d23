/**
 * What an address says, one value for each name: who writes a name twice means the last. Names that a page takes several of keep all of theirs.
 * @param several the page's names that may stand there more than once
 */
export function singleValues<Query extends object>(query: Query, ...several: (keyof Query)[]): Query {
  const values = Object.entries(query).map(([name, value]) => [
    name,
    Array.isArray(value) && !several.includes(name as keyof Query) ? value.at(-1) : value,
  ])
  return Object.fromEntries(values) as Query
}

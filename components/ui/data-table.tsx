import { Box } from '@mantine/core'
import type { ReactNode } from 'react'
import { AnchorLink } from './links'
import { RowKeys } from './row-keys'
import { TableTools } from './table-tools'

export interface Column {
  key: string
  header: ReactNode
  numeric?: boolean
  /** given, the header sorts: where it leads, and how the table is sorted by it now */
  sort?: { href: string; now: 'ascending' | 'descending' | 'none' }
}

export interface Row {
  id: string
  /** where Enter leads */
  href?: string
  /** its name, for who cannot see which row a tick belongs to */
  label?: string
  cells: Record<string, ReactNode>
}

interface Props {
  columns: Column[]
  rows: Row[]
  caption: string
  /** given, columns can be chosen, rows made dense and what is shown taken as CSV; the choice is kept under this name */
  name?: string
  /** given, rows can be ticked (Space does it too); `Selection` around the table says what for. The word for each row. */
  selectable?: string
}

/** The table of all lists: numbers to the right, arrow keys and Enter, cards instead of sideways scrolling on a phone. */
export function DataTable({ columns, rows, caption, name, selectable }: Props) {
  const table = (
    <RowKeys>
      <table className="table rows" aria-label={caption}>
        <thead>
          <tr>
            {selectable && (
              <th data-select>
                <input type="checkbox" name="every-row" aria-label={selectable} />
              </th>
            )}
            {columns.map((column) => (
              <th key={column.key} className={column.numeric ? 'number' : undefined} {...(column.sort && { 'aria-sort': column.sort.now })}>
                {column.sort ? <AnchorLink href={column.sort.href}>{column.header}</AnchorLink> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} {...(row.href && { 'data-href': row.href, tabIndex: 0 })}>
              {selectable && (
                <td data-select>
                  <input type="checkbox" name="row" value={row.id} aria-label={`${selectable} ${row.label ?? ''}`} />
                </td>
              )}
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={column.numeric ? 'number' : undefined}
                  data-label={typeof column.header === 'string' ? column.header : ''}
                >
                  <Box component="span">{row.cells[column.key]}</Box>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </RowKeys>
  )
  if (!name) return table
  const named = columns.map(({ key, header }) => ({ key, label: typeof header === 'string' && header ? header : key }))
  return (
    <TableTools name={name} columns={named} offset={selectable ? 1 : 0}>
      {table}
    </TableTools>
  )
}

import { Box } from '@mantine/core'
import type { ReactNode } from 'react'
import { RowKeys } from './row-keys'
import { TableTools } from './table-tools'

export interface Column {
  key: string
  header: ReactNode
  numeric?: boolean
}

export interface Row {
  id: string
  /** where Enter leads */
  href?: string
  cells: Record<string, ReactNode>
}

interface Props {
  columns: Column[]
  rows: Row[]
  caption: string
  /** given, columns can be chosen, rows made dense and what is shown taken as CSV; the choice is kept under this name */
  name?: string
}

/** The table of all lists: numbers to the right, arrow keys and Enter, cards instead of sideways scrolling on a phone. */
export function DataTable({ columns, rows, caption, name }: Props) {
  const table = (
    <RowKeys>
      <table className="table rows" aria-label={caption}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} className={column.numeric ? 'number' : undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} {...(row.href && { 'data-href': row.href, tabIndex: 0 })}>
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
    <TableTools name={name} columns={named}>
      {table}
    </TableTools>
  )
}

import { Box, Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import type { ReactNode } from 'react'
import { RowKeys } from './row-keys'

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

/** The table of all lists: numbers to the right, arrow keys and Enter, cards instead of sideways scrolling on a phone. */
export function DataTable({ columns, rows, caption }: { columns: Column[]; rows: Row[]; caption: string }) {
  return (
    <RowKeys>
      <Table className="rows" aria-label={caption} highlightOnHover>
        <TableThead>
          <TableTr>
            {columns.map((column) => (
              <TableTh key={column.key} className={column.numeric ? 'number' : undefined}>
                {column.header}
              </TableTh>
            ))}
          </TableTr>
        </TableThead>
        <TableTbody>
          {rows.map((row) => (
            <TableTr key={row.id} {...(row.href && { 'data-href': row.href, tabIndex: 0 })}>
              {columns.map((column) => (
                <TableTd
                  key={column.key}
                  className={column.numeric ? 'number' : undefined}
                  data-label={typeof column.header === 'string' ? column.header : ''}
                >
                  <Box component="span">{row.cells[column.key]}</Box>
                </TableTd>
              ))}
            </TableTr>
          ))}
        </TableTbody>
      </Table>
    </RowKeys>
  )
}

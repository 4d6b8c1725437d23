'use client'

import { MantineThemeProvider } from '@mantine/core'
import { createContext, type ReactNode, useContext } from 'react'
import { decimalMark, type NumberFormat } from '@/lib/platform/i18n/number-formats'

const NumberFormatContext = createContext<NumberFormat>('point')

/** How the signed-in user writes numbers. */
export const useNumberFormat = (): NumberFormat => useContext(NumberFormatContext)

/** Tells everything below how the user writes numbers; number fields take the decimal mark from here. */
export function NumberFormatProvider({ format, children }: { format: NumberFormat; children: ReactNode }) {
  return (
    <NumberFormatContext value={format}>
      <MantineThemeProvider theme={{ components: { NumberInput: { defaultProps: { decimalSeparator: decimalMark(format) } } } }}>
        {children}
      </MantineThemeProvider>
    </NumberFormatContext>
  )
}

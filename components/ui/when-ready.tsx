'use client'

import { Box } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import type { ReactNode } from 'react'

/**
 * A form that stands in its place from the first paint on and can be used once its code runs: what is typed before would
 * be lost, and a placeholder of a guessed height would move what is below it while somebody is clicking there.
 */
export function WhenReady({ children }: { children: ReactNode }) {
  return (
    <Box component="fieldset" bd={0} m={0} p={0} miw={0} disabled={!useMounted()}>
      {children}
    </Box>
  )
}

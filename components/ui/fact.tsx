import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** A label and what is said of it, in a list of facts. */
export const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <Text component="dt" size="sm" c="dimmed">
      {label}
    </Text>
    <Text component="dd" size="sm" m={0}>
      {children}
    </Text>
  </>
)

'use client'

import { Skeleton } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import type { ReactNode } from 'react'

/** For what depends on the browser's own clock and time zone: the server cannot draw it the same. */
export function ClientOnly({ height, children }: { height: number; children: ReactNode }) {
  return useMounted() ? children : <Skeleton height={height} />
}

'use client'

import { useHotkeys } from '@mantine/hooks'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { NavigationItem } from './navigation'

const CommandPalette = dynamic(() => import('./command-palette').then((module) => module.CommandPalette), { ssr: false })

/** Fetches the palette when it is first asked for; from then on it listens to Ctrl-K itself. */
export function LazyCommandPalette({ items }: { items: NavigationItem[] }) {
  const [wanted, setWanted] = useState(false)
  useHotkeys(wanted ? [] : [['mod+K', () => setWanted(true)]], [])
  return wanted ? <CommandPalette items={items} /> : null
}

'use client'

import { Skeleton } from '@mantine/core'
import dynamic from 'next/dynamic'

/** The editor with its menus and fields comes once the page stands. */
export const PageEditor = dynamic(() => import('./page-editor').then((module) => module.PageEditor), {
  ssr: false,
  loading: () => <Skeleton height={400} />,
})

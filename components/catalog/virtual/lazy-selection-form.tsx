'use client'

import { Skeleton } from '@mantine/core'
import dynamic from 'next/dynamic'

/** The form is most of the page's script, and what is looked at first is the table beside it: it comes once the page stands. */
export const LazySelectionForm = dynamic(() => import('./selection-form').then((module) => module.SelectionForm), {
  ssr: false,
  loading: () => <Skeleton height={320} />,
})

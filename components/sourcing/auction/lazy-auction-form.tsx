'use client'

import { Skeleton } from '@mantine/core'
import dynamic from 'next/dynamic'

/** The form with its calendars and clocks, drawn in the browser alone: its times are those of the person who sets them. */
export const AuctionForm = dynamic(() => import('./auction-form').then((module) => module.AuctionForm), {
  ssr: false,
  loading: () => <Skeleton height={640} />,
})

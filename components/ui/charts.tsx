'use client'

import { Skeleton } from '@mantine/core'
import dynamic from 'next/dynamic'

/** Charts are a third of a page's script and never its first purpose: they come once the page stands. */
const Waiting = () => <Skeleton height={120} />

export const BarChart = dynamic(() => import('@mantine/charts').then((module) => module.BarChart), { ssr: false, loading: Waiting })
export const LineChart = dynamic(() => import('@mantine/charts').then((module) => module.LineChart), { ssr: false, loading: Waiting })

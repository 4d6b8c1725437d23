'use client'

import { Paper, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { WhenReady } from '@/components/ui/when-ready'

/** A page for visitors: a title and, as a rule, a form. */
export function PublicCard({ title, children, onSubmit }: { title: string; children: ReactNode; onSubmit?: (form: FormData) => void }) {
  return (
    <Paper withBorder p="lg" maw={460} mx="auto" w="100%">
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit?.(new FormData(event.currentTarget))
        }}
      >
        {/* Before the script runs the browser would send the form itself, with a password in it. */}
        <WhenReady>
          <Stack>
            <Title order={1}>{title}</Title>
            {children}
          </Stack>
        </WhenReady>
      </form>
    </Paper>
  )
}

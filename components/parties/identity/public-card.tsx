'use client'

import { Paper, Stack, Title } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import type { ReactNode } from 'react'

/** A page for visitors: a title and, as a rule, a form. */
export function PublicCard({ title, children, onSubmit }: { title: string; children: ReactNode; onSubmit?: (form: FormData) => void }) {
  // Before the script runs the browser would send the form itself, with a password in it.
  const ready = useMounted()
  return (
    <Paper withBorder p="lg" maw={460} mx="auto" w="100%">
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit?.(new FormData(event.currentTarget))
        }}
      >
        <fieldset disabled={!ready} style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }}>
          <Stack>
            <Title order={1}>{title}</Title>
            {children}
          </Stack>
        </fieldset>
      </form>
    </Paper>
  )
}

import { Paper, type PaperProps } from '@mantine/core'
import type { ComponentProps, ReactNode } from 'react'

interface Props extends PaperProps {
  /** what a button names in `popoverTarget` to open it */
  id: string
  label: string
  onToggle?: ComponentProps<'div'>['onToggle']
  children: ReactNode
}

/**
 * A panel that drops from the right end of the top bar. The browser itself opens and closes it, on Escape and on a press
 * beside it too, and gives focus back: every page carries the bar, so it should not carry a positioning library.
 */
export function HeaderPanel({ label, children, ...rest }: Props) {
  return (
    <Paper component="div" popover="auto" role="dialog" aria-label={label} className="header-panel" withBorder shadow="md" p="xs" {...rest}>
      {children}
    </Paper>
  )
}

/** Closes the panel with this id, if it is open. */
export function closePanel(id: string): void {
  document.getElementById(id)?.hidePopover()
}

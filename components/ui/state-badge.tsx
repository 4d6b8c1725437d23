import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'

const colours: Record<string, string> = {
  placed: 'blue',
  confirmed: 'green',
  pending_approval: 'orange',
  confirmed_with_changes: 'orange',
  rejected: 'red',
  partially_shipped: 'cyan',
  sent: 'blue',
  posted: 'green',
  reversed: 'gray',
  done: 'green',
  answered: 'blue',
  shipped: 'cyan',
  received: 'green',
  closed: 'gray',
  cancelled: 'gray',
  published: 'blue',
  draft: 'gray',
  submitted: 'orange',
  sent_back: 'red',
  superseded: 'gray',
  withdrawn: 'gray',
  continued: 'gray',
  awarded: 'green',
  unsuccessful: 'orange',
  open: 'green',
  paused: 'orange',
  pending: 'blue',
  active: 'green',
  applied: 'orange',
  invited: 'blue',
  suspended: 'red',
  refused: 'gray',
  failed: 'red',
  checked: 'green',
  checking: 'blue',
  publishing: 'blue',
  scheduled: 'blue',
  uploaded: 'gray',
  paid: 'green',
  mismatch: 'red',
  expired: 'gray',
  refunded: 'gray',
  accepted: 'green',
  declined: 'gray',
  proposed: 'blue',
  over: 'gray',
  ended: 'gray',
}

/** A state as a word on its colour; the colour never stands alone. */
export const StateBadge = ({ state, children }: { state: string; children: ReactNode }) => (
  <Badge color={colours[state] ?? 'gray'} variant="light">
    {children}
  </Badge>
)

'use client'

import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'

interface Props {
  label: string
  /** nothing is there otherwise */
  shown?: boolean
  onClick(): void
}

/** Takes a row out of a form's list. @param mt space above, beside fields with a label */
export const RemoveRow = ({ label, shown = true, onClick, mt }: Props & { mt?: number }) =>
  shown && (
    <ActionIcon variant="subtle" color="gray" size="lg" mt={mt} aria-label={label} onClick={onClick}>
      <IconTrash size={16} />
    </ActionIcon>
  )

/** Puts another row at the end of a form's list. */
export const AddRow = ({ label, shown = true, onClick }: Props) =>
  shown && (
    <div>
      <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={onClick}>
        {label}
      </Button>
    </div>
  )

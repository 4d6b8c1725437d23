'use client'

import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { decimalToTyped, typedToDecimal } from '@/lib/platform/i18n/number-formats'
import { useNumberFormat } from './number-format'

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** as the program writes it; empty for none */
  value: string
  onChange(value: string): void
}

/** A decimal typed in the user's own way. What is no number goes out as it was typed, for the schema to refuse. */
export function DecimalField({ value, onChange, ...rest }: Props) {
  const numbers = useNumberFormat()
  const [typed, setTyped] = useState(() => decimalToTyped(value, numbers))
  const [known, setKnown] = useState(value)
  // Set from outside, not by typing here.
  if (value !== known) {
    setKnown(value)
    setTyped(decimalToTyped(value, numbers))
  }
  return (
    <TextInput
      inputMode="decimal"
      value={typed}
      onChange={({ target }) => {
        const next = target.value.trim() === '' ? '' : typedToDecimal(target.value, numbers)
        setTyped(target.value)
        setKnown(next)
        onChange(next)
      }}
      {...rest}
    />
  )
}

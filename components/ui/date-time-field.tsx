'use client'

import { TextInput, type TextInputProps } from '@mantine/core'
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'
import { useTimeZone } from 'next-intl'

dayjs.extend(utc)
dayjs.extend(timezone)

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** ISO 8601 in UTC; null for none */
  value: string | null
  onChange(value: string | null): void
}

/** A date and a time of day in the user's time zone; the browser draws the calendar in its language. */
export function DateTimeField({ value, onChange, ...rest }: Props) {
  const zone = useTimeZone() ?? 'UTC'
  return (
    <TextInput
      type="datetime-local"
      value={value ? dayjs(value).tz(zone).format('YYYY-MM-DDTHH:mm') : ''}
      onChange={({ target }) => onChange(target.value ? dayjs.tz(target.value, zone).toISOString() : null)}
      {...rest}
    />
  )
}

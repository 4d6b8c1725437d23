'use client'

import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useRouter } from '@/lib/platform/i18n/navigation'

/** A filter by text that ends up in the address; Enter applies it. */
export function SearchField({
  label,
  value,
  name,
  path,
  keep,
}: {
  label: string
  value: string
  name: string
  path: string
  keep: Record<string, string>
}) {
  const router = useRouter()
  const [text, setText] = useState(value)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const query = new URLSearchParams({ ...keep, ...(text && { [name]: text }) })
    router.push(`${path}?${query}`)
  }
  return (
    <form onSubmit={submit}>
      <TextInput aria-label={label} placeholder={label} value={text} onChange={(event) => setText(event.target.value)} />
    </form>
  )
}

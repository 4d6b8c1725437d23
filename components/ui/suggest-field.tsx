'use client'

import { Paper, TextInput, type TextInputProps, UnstyledButton } from '@mantine/core'
import { type KeyboardEvent, useId, useState } from 'react'

export interface Suggestion {
  value: string
  label: string
}

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  text: string
  onText(text: string): void
  suggestions: readonly Suggestion[]
  onChoose(chosen: Suggestion): void
  /** Enter while nothing is marked; without it the form is sent */
  onEnter?(): void
}

/**
 * A text field with suggestions below it, by the combobox pattern of WAI-ARIA. The list always hangs below the field, so
 * nothing has to compute its place. What is suggested, and when, is for the caller to say.
 */
export function SuggestField({ text, onText, suggestions, onChoose, onEnter, style, onFocus, onBlur, ...rest }: Props) {
  const list = useId()
  const [marked, setMarked] = useState(-1)
  const [open, setOpen] = useState(false)
  const shown = open && suggestions.length > 0
  const close = () => {
    setOpen(false)
    setMarked(-1)
  }
  const choose = (chosen: Suggestion) => {
    close()
    onChoose(chosen)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While a Chinese input method is choosing characters, the keys are its own.
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const chosen = shown ? suggestions[marked] : undefined
    if (event.key === 'Enter' && (chosen || onEnter)) {
      event.preventDefault()
      close()
      if (chosen) onChoose(chosen)
      else onEnter?.()
    } else if (event.key === 'Escape') close()
    else if (step !== 0 && suggestions.length > 0) {
      event.preventDefault()
      setOpen(true)
      setMarked((Math.max(marked + step, step > 0 ? 0 : -1) + suggestions.length) % suggestions.length)
    }
  }
  return (
    <div style={{ position: 'relative', ...(style as object) }}>
      <TextInput
        {...rest}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown && marked >= 0 ? `${list}-${marked}` : undefined}
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          setMarked(-1)
          setOpen(true)
          onText(target.value)
        }}
        onFocus={(event) => {
          setOpen(true)
          onFocus?.(event)
        }}
        onBlur={(event) => {
          close()
          onBlur?.(event)
        }}
        onKeyDown={onKeyDown}
      />
      <Suggestions
        suggestions={suggestions}
        list={list}
        shown={shown}
        marked={marked}
        choose={choose}
        setMarked={setMarked}
        label={rest['aria-label'] ?? String(rest.label ?? '')}
      />
    </div>
  )
}

interface SuggestionsProps extends Pick<Props, 'suggestions'> {
  list: string
  shown: boolean
  marked: number
  choose: (chosen: Suggestion) => void
  setMarked: (index: number) => void
  label: string
}

function Suggestions({ suggestions, list, shown, marked, choose, setMarked, label }: SuggestionsProps) {
  return (
    <Paper id={list} role="listbox" aria-label={label} className="suggestions" withBorder shadow="md" p={4} hidden={!shown}>
      {suggestions.map((suggestion, index) => (
        <UnstyledButton
          key={suggestion.value}
          id={`${list}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === marked}
          // The field must not lose the focus before the press is over.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(suggestion)}
          onPointerMove={() => setMarked(index)}
        >
          {suggestion.label}
        </UnstyledButton>
      ))}
    </Paper>
  )
}

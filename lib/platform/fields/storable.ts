import { AppError, type FieldError } from '../errors'

/** What no database keeps as text: the character of number 0, and half a pair of surrogates. */
const UNSTORABLE = /[\0\p{Surrogate}]/u

/** Fields that are named at the most. */
const NAMED = 5

/**
 * Refuses input with text that cannot be kept. Asked once where all input comes in, for every field of every schema alike.
 * @throws AppError invalid_input that names the fields
 */
export function requireStorable(input: unknown): void {
  const fields: FieldError[] = []
  const look = (value: unknown, path: string): void => {
    if (fields.length >= NAMED) return
    if (typeof value === 'string') {
      if (UNSTORABLE.test(value)) fields.push({ field: path, reason: 'characters' })
    } else if (Array.isArray(value) || (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype))
      for (const [name, each] of Object.entries(value)) look(each, path ? `${path}.${name}` : name)
  }
  look(input, '')
  if (fields.length > 0) throw new AppError('invalid_input', { fields })
}

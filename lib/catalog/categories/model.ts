/** A segment, family or class of UNSPSC ends in zeros: everything below it starts with the rest. */
export const categoryPrefix = (code: string): string => code.replace(/(00){1,3}$/, '')

/** The category one level up; null for a segment. Source: UNSPSC, two digits a level. */
export function parentOf(code: string): string | null {
  const prefix = categoryPrefix(code)
  return prefix.length <= 2 ? null : prefix.slice(0, -2).padEnd(8, '0')
}

/** Segment 1, family 2, class 3, commodity 4. */
export const levelOf = (code: string): number => categoryPrefix(code).length / 2

/** A category and all above it, the highest first. */
export function pathOf(code: string): string[] {
  const parent = parentOf(code)
  return parent === null ? [code] : [...pathOf(parent), code]
}

/** Columns of a table that are read; what stands further to the right is none of anybody's data. */
export const MAX_COLUMNS = 200
/** Characters that are kept of a cell. */
export const MAX_CELL = 8_000

/** Rows of text whatever the cells hold. Control characters have no place in them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
export const cleanCell = (cell: string) => cell.slice(0, MAX_CELL).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')

/** Characters that nobody sees and that come along when text is copied: two codes that differ by them are one. */
export const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g

/** A code as people read it: without what cannot be seen, with single blanks of the plain kind. */
export const cleanCode = (text: string) => text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()

/** What the files of the AdventureWorks sample have in common. */

/** A line of a file by the names of its columns. */
export type Row = Record<string, string>
export type Progress = (line: string) => void

/** The sample names no makers. */
export const BRAND = 'Adventure Works'

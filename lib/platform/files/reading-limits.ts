/** What reading a file of somebody else may cost at the most, by what the file is for. */
export interface ReadingLimits {
  /** to which a workbook may unpack */
  unpackedBytes: number
  /** texts that a workbook shares between its cells */
  strings: number
  /** lines, as a spreadsheet counts them */
  rows: number
  /** memory of the thread that reads */
  heapMegabytes: number
  /** that a reader is kept waiting in all */
  seconds: number
}

const MEGABYTE = 1024 * 1024

/** A table that fits on a screen: lots, bids, prices, lists, stock. */
export const SMALL_TABLE: ReadingLimits = {
  unpackedBytes: 20 * MEGABYTE,
  strings: 200_000,
  rows: 20_000,
  heapMegabytes: 96,
  seconds: 20,
}

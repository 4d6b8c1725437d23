declare module 'linebreak' {
  /** Where a text may go on in a new line, by UAX 14. */
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { position: number; required: boolean } | null
  }
}

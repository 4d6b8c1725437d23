/** A reason to stop that the user can act on: printed as one sentence, without a stack. */
export class StartError extends Error {}

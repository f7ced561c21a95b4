import type { ExitName } from './exit-codes.ts'

/** Why a command came to nothing: one or two sentences with the way out, and the exit code it ends with. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure'
  readonly exit: ExitName

  constructor(exit: ExitName, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.exit = exit
  }
}

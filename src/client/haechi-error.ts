import type { Problem } from '../api/contract/problem.ts'

/**
 * Why a call came to nothing. `problem`: the service refused and says why (see `problem`); `unreachable`: nobody
 * answered; `timeout`: no answer in time; `stopped`: the caller's signal; `protocol`: the answer is not Haechi's.
 */
export type HaechiErrorKind = 'problem' | 'unreachable' | 'timeout' | 'stopped' | 'protocol'

/** What every failed call of the client throws. */
export class HaechiError extends Error {
  override readonly name = 'HaechiError'
  readonly kind: HaechiErrorKind
  /** What the service answered; only with the kind `problem`. */
  readonly problem: Problem | undefined

  constructor(kind: HaechiErrorKind, message: string, more: { problem?: Problem; cause?: unknown } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause })
    this.kind = kind
    this.problem = more.problem
  }
}

/** A problem that the service answered, as an error. */
export function problemError(problem: Problem): HaechiError {
  const where = problem.field === undefined ? '' : ` (${problem.field})`
  return new HaechiError('problem', `${problem.title}${where}: ${problem.detail} ${problem.wayOut}`, {
    problem,
  })
}

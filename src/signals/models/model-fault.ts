/** Why a model gave no score. */
export type ModelFailure =
  /** An answer outside the declared form; it is never read as "safe". */
  | 'malformed'
  /** No answer within the deadline. */
  | 'late'
  /** An error, a status, or a connection that broke. */
  | 'failed'
  /** Not asked: the circuit breaker is open after failures in a row. */
  | 'resting'
  /** Not asked: too many are waiting already. */
  | 'busy'

/** What a model's signal rejects with. The message holds no content. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault'
  readonly why: ModelFailure

  constructor(why: ModelFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.why = why
  }
}

import type { ModelFailure } from '../../core/decision.ts'

/** What a model's signal rejects with. The message holds no content. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault'
  readonly why: ModelFailure

  constructor(why: ModelFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.why = why
  }
}

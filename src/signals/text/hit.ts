import type { Span } from '../../core/decision.ts'
import type { Disguise } from './disguise.ts'

/** One term found. */
export interface Hit {
  /** As the bank writes it. */
  readonly term: string
  readonly bank: string
  readonly policy: string | undefined
  /** `[start, end)` in UTF-16 units of the raw text. */
  readonly span: Span
  /** The plain form of the span. */
  readonly form: string
  /** What had to be seen through to find it. */
  readonly disguise: Disguise
}

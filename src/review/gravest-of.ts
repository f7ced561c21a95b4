import type { Decision } from '../core/decision.ts'
import type { Severity } from '../core/severity.ts'

/** The gravest that any rule saw in an event, those in shadow too: what may be in its content. */
export function gravestOf({ reasons, shadow }: Pick<Decision, 'reasons' | 'shadow'>): Severity {
  return [...reasons, ...shadow]
    .map(({ severity }) => severity)
    .reduce((worst, one) => (one < worst ? one : worst), 'S4')
}

import type { SeenEvent } from '../../backtest/investigate/investigation.ts'
import type { Severity } from '../../core/severity.ts'
import type { Pack } from '../../pack/pack.ts'
import { maySee } from '../../review/may-see.ts'
import type { Grant } from '../keyring.ts'

/** Events of a page without the content of those for which the asker is not cleared, by the rules that fired on them. */
export function clearedEvents(
  { rules, policies }: Pick<Pack, 'rules' | 'policies'>,
  grant: Grant,
  events: readonly SeenEvent[],
): SeenEvent[] {
  const severities = new Map<string, Severity>(
    rules.map(({ id, policy }) => [id, policies.get(policy)?.severity ?? 'S0']),
  )
  return events.map((event) => {
    if (event.data === null) return event
    // A rule that is no more may have been of any gravity.
    const severity = [...event.fired, ...event.shadow]
      .map((rule): Severity => severities.get(rule) ?? 'S0')
      .reduce((worst, one) => (one < worst ? one : worst), 'S4' as Severity)
    const isSeen = maySee(grant, { world: event.world, severity, clearance: undefined })
    return isSeen ? event : { ...event, data: null }
  })
}

import type { Frame } from '../../rules/frame.ts'
import type { JudgedBlock } from '../replay/replay-pack.ts'

/** The names that were missing where a rule could not be decided, as a decision would record them. */
export function missingNames(
  { columns, compiled }: JudgedBlock,
  rule: number,
  row: number,
): readonly string[] {
  const slots = compiled.signals.length + compiled.counters.length
  const frame: Frame = {
    event: columns.eventAt(row),
    signals: Array.from({ length: slots }, (_, slot) =>
      compiled.program.signalsOf(rule).includes(slot) ? columns.signalAt(slot, row) : undefined,
    ),
    readSignal: () => undefined,
    hasLabel: (entity, label) => columns.hasLabel(row, entity, label),
    fired: new Int32Array(0),
    firedCount: 0,
    unknown: new Int32Array(0),
    unknownCount: 0,
  }
  return compiled.program.missing(frame, rule)
}

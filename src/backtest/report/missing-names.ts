import { frameOver } from '../frame-over.ts'
import type { JudgedBlock } from '../replay/replay-pack.ts'

/** The names that were missing where a rule could not be decided, as a decision would record them. */
export function missingNames(
  { columns, compiled }: JudgedBlock,
  rule: number,
  row: number,
): readonly string[] {
  const slots = compiled.eventType.slots.length + compiled.eventType.counters.length
  const read = compiled.program.signalsOf(rule)
  const signals = Array.from({ length: slots }, (_, slot) =>
    read.includes(slot) ? columns.signalAt(slot, row) : undefined,
  )
  const frame = frameOver(columns.eventAt(row), signals, (entity, label) =>
    columns.hasLabel(row, entity, label),
  )
  return compiled.program.missing(frame, rule)
}

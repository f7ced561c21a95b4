import type { Column } from '../../rules/column.ts'
import { valueAt } from '../../rules/columns/loaded-column.ts'
import type { JudgedBlock } from '../replay/replay-pack.ts'
import { offer, scoreOf } from './sample.ts'
import { recordedUnder } from './tally.ts'
import type { Tallying } from './tallying.ts'

/** Columns of what was recorded of rules. */
export const RECORDED_COLUMNS = ['fired', 'shadow', 'ruleset'] as const

/** Compares, rule by rule, the events on which it fired as recorded with those on which it fires now. */
export function tallyRecorded({ tally, places, seed }: Tallying, block: JudgedBlock): void {
  const { columns, compiled, outcomes } = block
  const type = compiled.eventType.name
  const fired = columns.block.column('fired')
  const shadow = columns.block.column('shadow')
  const rulesets = columns.block.column('ruleset')
  const rulesetOf = (row: number) => (valueAt(rulesets, row) as string | undefined) ?? ''
  const byRule = new Map(compiled.rules.map((rule) => [rule.rule.id, rule]))
  const differ = (place: number, row: number, was: string, is: string) =>
    offer(
      tally.rules[place]!.differing,
      scoreOf(columns.received.values[row]!, seed),
      () => columns.block.id(row),
      () => ({ type, received: columns.received.values[row]!, was, is, ruleset: rulesetOf(row) }),
    )

  noteRulesets(rulesets, tally.rulesets)

  // 1. What was recorded. Lists are shared by all rows with the same one, and most rows have an empty one.
  const wasFired = new Map<number, Uint8Array>()
  for (const [column, said] of [
    [fired, 'fired'],
    [shadow, 'fired in shadow'],
  ] as const) {
    if (column.kind !== 'value') continue
    for (let row = 0; row < columns.rows; row++) {
      const rules = column.values[row] as readonly string[] | undefined
      if (rules === undefined || rules.length === 0) continue
      for (const id of rules) {
        const place = places.get(id)
        const rule = byRule.get(id)
        if (place === undefined || rule === undefined) continue
        let marks = wasFired.get(rule.index)
        if (marks === undefined) {
          marks = new Uint8Array(columns.rows)
          wasFired.set(rule.index, marks)
        }
        marks[row] = 1
        const known = recordedUnder(tally.rules[place]!, rulesetOf(row))
        known.recorded++
        if (outcomes[rule.index]![row] === 1) known.both++
        else
          differ(place, row, said, outcomes[rule.index]![row] === 2 ? 'cannot be decided' : 'does not fire')
      }
    }
  }

  // 2. What fires now.
  for (const { rule, index } of compiled.rules) {
    const place = places.get(rule.id)
    if (place === undefined) continue
    const outcome = outcomes[index]!
    const marks = wasFired.get(index)
    for (let row = outcome.indexOf(1); row >= 0; row = outcome.indexOf(1, row + 1)) {
      recordedUnder(tally.rules[place]!, rulesetOf(row)).replayed++
      if (marks?.[row] !== 1) differ(place, row, 'did not fire', 'fires')
    }
  }
}

function noteRulesets(column: Column, seen: Set<string>): void {
  if (column.kind !== 'text') return
  let last = -1
  for (const code of column.codes) {
    if (code === last || code < 0) continue
    last = code
    seen.add(column.words[code]!)
  }
}

import { createLabelState } from '../../engine/label-state.ts'
import { valueAt } from '../../rules/columns/loaded-column.ts'
import { compileColumnValue } from '../../rules/compile-column-value.ts'
import type { Ir } from '../../rules/ir.ts'
import { columnsCounted } from '../replay/columns-asked.ts'
import { labelsOver } from '../replay/judge-labels.ts'
import { type JudgedBlock, judgeSlice, replayPack } from '../replay/replay-pack.ts'
import { type ColumnsJob, eachSlice } from '../run-columns.ts'
import type { Found, Steps } from './found.ts'
import { writtenValue } from './written-value.ts'

export interface FindJob extends Omit<ColumnsJob, 'counting'> {
  readonly on: string
  readonly by: readonly Ir[]
  readonly steps: Steps
  readonly found: Found
}

/** Looks through the past over columns, in the order of arrival. Gives how many events were counted before the range. */
export async function findColumns(job: FindJob): Promise<number> {
  const { subject, on, by, labels } = job
  const state = createLabelState()
  for (const change of labels.before) state.apply(change)
  const replay = replayPack(subject.ruleset, {
    more: ['time'],
    also: new Map([[on, by]]),
    labels: labelsOver(state, labels.byHand),
  })
  const reads = by.map((ir) => compileColumnValue(ir))
  const types = new Map([...replay.asked].filter(([type]) => job.types.has(type)))
  const counted = columnsCounted(subject.ruleset)
  return eachSlice(job, replay, { types, counted, rows: 200_000 }, (slice) => {
    for (const block of judgeSlice(replay, slice))
      if (block.compiled.eventType.name === on) count(job, reads, block)
  })
}

function count(
  { by, steps, found }: FindJob,
  reads: readonly ReturnType<typeof compileColumnValue>[],
  { columns, outcomes }: JudgedBlock,
): void {
  const outcome = outcomes[0]!
  const times = columns.times.values
  const stepOf = (row: number) =>
    Math.min(steps.count - 1, Math.max(0, Math.floor((times[row]! - steps.fromMs) / steps.everyMs)))
  found.events += columns.rows
  for (let row = 0; row < columns.rows; row++) {
    found.seriesEvents[stepOf(row)]!++
    if (outcome[row] === 2) found.unknown++
  }
  let values: ReturnType<(typeof reads)[number]>[] | undefined
  for (let row = outcome.indexOf(1); row >= 0; row = outcome.indexOf(1, row + 1)) {
    found.matched++
    found.seriesMatched[stepOf(row)]!++
    if (by.length === 0) continue
    values ??= reads.map((read) => read(columns))
    found.groups.add(values.map((column, i) => writtenValue(valueAt(column, row), by[i]!.type)))
  }
}

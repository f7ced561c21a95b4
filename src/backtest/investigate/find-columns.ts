import { createLabelState } from '../../engine/label-state.ts'
import { valueAt } from '../../rules/columns/loaded-column.ts'
import { compileColumnValue } from '../../rules/compile-column-value.ts'
import type { Ir } from '../../rules/ir.ts'
import { columnsCounted } from '../replay/columns-asked.ts'
import { labelsOver } from '../replay/judge-labels.ts'
import { type JudgedBlock, judgeSlice, replayPack } from '../replay/replay-pack.ts'
import { type ColumnsJob, eachSlice } from '../run-columns.ts'
import { addVerdict, type Found, type Steps } from './found.ts'
import { type ListOf, listColumns, type ReadList, readList } from './list-of.ts'
import { type Where, whereColumns, whereOver } from './where.ts'
import { writtenValue } from './written-value.ts'

export interface FindJob extends Omit<ColumnsJob, 'counting'> {
  readonly on: string
  readonly where: Where
  readonly by: readonly Ir[]
  readonly lists: readonly ListOf[]
  readonly steps: Steps
  readonly found: Found
}

interface Reads {
  readonly by: readonly ReturnType<typeof compileColumnValue>[]
  readonly lists: readonly ReadList[]
}

/** Looks through the past over columns, in the order of arrival. Gives how many events were counted before the range. */
export async function findColumns(job: FindJob): Promise<number> {
  const { subject, on, by, lists, where, labels } = job
  const state = createLabelState()
  for (const change of labels.before) state.apply(change)
  const read = lists.flatMap((list) => (list.kind === 'expression' ? [list.ir] : []))
  const replay = replayPack(subject.ruleset, {
    more: [...new Set(['time', 'verdict', ...whereColumns(where), ...listColumns(lists)])],
    also: new Map([[on, [...by, ...read]]]),
    labels: labelsOver(state, labels.byHand),
  })
  const reads = { by: by.map((ir) => compileColumnValue(ir)), lists: lists.map(readList) }
  const types = new Map([...replay.asked].filter(([type]) => job.types.has(type)))
  const counted = columnsCounted(subject.ruleset)
  return eachSlice(job, replay, { types, counted, rows: 200_000 }, (slice) => {
    for (const block of judgeSlice(replay, slice))
      if (block.compiled.eventType.name === on) count(job, reads, block)
  })
}

function count(
  { by, where: { worlds, ...where }, steps, found }: FindJob,
  reads: Reads,
  { columns, outcomes }: JudgedBlock,
): void {
  const outcome = outcomes[0]!
  const times = columns.times.values
  const stepOf = (row: number) =>
    Math.min(steps.count - 1, Math.max(0, Math.floor((times[row]! - steps.fromMs) / steps.everyMs)))
  // Events of other worlds are none at all: whoever is bound to some must not count those of others.
  const counts = worlds === undefined ? () => true : whereOver({ worlds }, columns)
  const matches = whereOver(where, columns)
  let others = 0
  for (let row = 0; row < columns.rows; row++) {
    if (!counts(row)) {
      outcome[row] = 0
      others++
      continue
    }
    found.seriesEvents[stepOf(row)]!++
    if (outcome[row] !== 0 && !matches(row)) outcome[row] = 0
    if (outcome[row] === 2) found.unknown++
  }
  found.events += columns.rows - others
  let values: ReturnType<Reads['by'][number]>[] | undefined
  let lists: ReturnType<ReadList>[] | undefined
  const verdicts = columns.block.column('verdict')
  for (let row = outcome.indexOf(1); row >= 0; row = outcome.indexOf(1, row + 1)) {
    found.matched++
    const step = stepOf(row)
    found.seriesMatched[step]!++
    addVerdict(found, String(valueAt(verdicts, row)), step, 1)
    if (!found.newest.isIdle)
      found.newest.add({ id: columns.block.id(row), received: columns.received.values[row]! })
    lists ??= reads.lists.map((read) => read(columns))
    lists.forEach((read, i) => {
      for (const value of read(row)) found.lists[i]!.add([value])
    })
    if (by.length === 0) continue
    values ??= reads.by.map((read) => read(columns))
    found.groups.add(values.map((column, i) => writtenValue(valueAt(column, row), by[i]!.type)))
  }
}

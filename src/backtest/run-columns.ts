import { createLabelState } from '../engine/label-state.ts'
import type { LabelChange } from '../engine/ports.ts'
import type { History } from '../history/open-history.ts'
import type { HistorySlice } from '../history/read-blocks.ts'
import { type ColumnsAsked, columnsAsked, columnsCounted } from './replay/columns-asked.ts'
import { labelsOver } from './replay/judge-labels.ts'
import { countSlice, judgeSlice, type PackReplay, replayPack } from './replay/replay-pack.ts'
import { tallyBlock } from './report/tally-block.ts'
import { RECORDED_COLUMNS } from './report/tally-recorded.ts'
import type { Tallying, TallySetup } from './report/tallying.ts'
import type { OpenedSubject } from './subject.ts'

export interface ColumnsJob {
  readonly history: History
  readonly subject: OpenedSubject
  /** Event types that are read. */
  readonly types: ReadonlySet<string>
  /** In ms of receipt. */
  readonly from: number
  readonly to: number
  readonly warmUpMs: number
  readonly counting: Tallying
  readonly labels: RecordedLabels
  /** Events judged since it was last called. */
  readonly progress?: (events: number) => void
  readonly signal?: AbortSignal
  /** Rows of one slice; by default by how many rules there are. */
  readonly rows?: number
  readonly warn?: (message: string) => void
}

/** Changes of labels, in the order of their ids. */
export interface RecordedLabels {
  /** Before the range, whoever made them. */
  readonly before: readonly LabelChange[]
  /** Within it, by hand only: what rules set is judged again. */
  readonly byHand: readonly LabelChange[]
}

export const NO_LABELS: RecordedLabels = { before: [], byHand: [] }

/** Rows of one slice: fewer with many rules, since each has a byte a row. */
export function sliceRows(rules: number): number {
  return Math.max(10_000, Math.min(100_000, Math.floor(10_000_000 / Math.max(1, rules))))
}

/**
 * Judges a range of the history over columns, in the order of arrival, and counts what the rules say. Gives how many
 * events were counted before it.
 */
export async function runColumns(job: ColumnsJob): Promise<number> {
  const { subject, counting, labels } = job
  const state = createLabelState()
  for (const change of labels.before) state.apply(change)
  const replay = replayPack(subject.ruleset, {
    more: columnsWanted(counting),
    labels: labelsOver(state, labels.byHand),
  })
  return eachSlice(job, replay, readingOf(job, counting), (slice) => {
    for (const block of judgeSlice(replay, slice)) tallyBlock(counting, block)
  })
}

/** Reads warm-up and range, handing slices of the range on. Gives how many events were counted before it. */
export async function eachSlice(
  job: Pick<ColumnsJob, 'history' | 'from' | 'to' | 'warmUpMs' | 'signal' | 'warn' | 'progress'>,
  replay: PackReplay,
  { rows, types, counted: countedTypes }: Reading,
  judge: (slice: HistorySlice) => void,
): Promise<number> {
  const { history, from, to, warmUpMs, signal, warn, progress } = job
  const limits = { rows, dictionaryLimits: DICTIONARY_LIMITS }
  let counted = 0
  if (warmUpMs > 0)
    for await (const slice of history.readBlocks({
      ...{ ...limits, types: countedTypes, from: from - warmUpMs, to: from },
    })) {
      signal?.throwIfAborted()
      countSlice(replay, slice, false)
      counted += slice.rows
      progress?.(slice.rows)
    }
  for await (const slice of history.readBlocks({ ...limits, types, from, to, ...(warn && { warn }) })) {
    signal?.throwIfAborted()
    judge(slice)
    progress?.(slice.rows)
  }
  return counted
}

/** Columns that counting reads beside those of the rules. */
export function columnsWanted({ annotations, compares }: TallySetup): readonly string[] {
  return [
    'actor',
    'verdict',
    'time',
    ...(compares ? RECORDED_COLUMNS : []),
    ...(annotations !== undefined && annotations.byEvent.size > 0 ? ['event_id'] : []),
  ]
}

/** When dictionaries of texts are begun anew; each thread holds one of its own. */
export const DICTIONARY_LIMITS = { maxWords: 1_500_000, maxBytes: 128_000_000 }

/** What is read of the history, and in slices of how many rows. */
export interface Reading {
  readonly rows: number
  readonly types: ColumnsAsked
  /** Before the range: only what counters need. */
  readonly counted: ColumnsAsked
}

export function readingOf(
  { subject: { ruleset }, types, rows }: Pick<ColumnsJob, 'subject' | 'types' | 'rows'>,
  counting: TallySetup,
): Reading {
  const only = (asked: ColumnsAsked): ColumnsAsked => new Map([...asked].filter(([type]) => types.has(type)))
  return {
    rows: rows ?? sliceRows(counting.tally.rules.length),
    types: only(columnsAsked(ruleset, columnsWanted(counting))),
    counted: only(columnsCounted(ruleset)),
  }
}

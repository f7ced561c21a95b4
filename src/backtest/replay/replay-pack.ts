import { createLabelState } from '../../engine/label-state.ts'
import type { CompiledEventType, Ruleset } from '../../engine/ruleset.ts'
import type { HistorySlice } from '../../history/read-blocks.ts'
import type { Counter } from '../../pack/pack.ts'
import { createCounterState } from '../../signals/counters/create-counter-state.ts'
import { BlockColumns } from './block-columns.ts'
import { type BufferPool, bufferPool } from './buffer-pool.ts'
import { type AlsoRead, type ColumnsAsked, columnsAsked, columnsCounted } from './columns-asked.ts'
import { type CounterOps, runOps } from './counter-ops.ts'
import { counterStages } from './counter-stages.ts'
import { judgeLabels, type Labels, labelsOver } from './judge-labels.ts'
import { type PreparedCounting, prepareCounting } from './prepare-counting.ts'
import { applyWorlds, settleRows } from './settle-rows.ts'
import { compileType, type TypeReplay } from './type-replay.ts'

/** What a pack says of the rows of one block. */
export interface JudgedBlock {
  readonly columns: BlockColumns
  readonly compiled: CompiledEventType
  /** By rule and row: 0 false, 1 fired, 2 could not be decided. Rules of other worlds are false. */
  readonly outcomes: readonly Uint8Array[]
  /** Rank of each row's verdict; see VERDICT_RANK in core/verdict.ts. */
  readonly verdicts: Uint8Array
}

/** A pack that judges history again, slice by slice in the order of arrival. */
export interface PackReplay {
  /** What it must be given to read. */
  readonly asked: ColumnsAsked
  /** Counters by stage: those of one stage are counted before the next one is asked for. */
  readonly stages: readonly (readonly Counter[])[]
  /** Whether what is judged hangs on labels, and so on all that was judged before. */
  readonly asksLabels: boolean
  /** What it must be given of slices that are counted only. */
  readonly counted: ColumnsAsked
  /** Opens the next slice; `judging` false: it is counted only. */
  open(slice: HistorySlice, judging: boolean): SliceReplay
  /** Does what a slice asks of the counters, of all keys or of a share of them. */
  count(ops: readonly CounterOps[], share?: { readonly of: number; readonly own: number }): void
}

/** A slice on its way: stage by stage its counters are asked, and answered; then it is judged. */
export interface SliceReplay {
  ask(stage: number): readonly CounterOps[]
  /** What was asked last was answered. */
  answered(): void
  judge(): readonly JudgedBlock[]
}

export interface ReplayParts {
  /** More columns to read, for whoever looks at what comes out. */
  readonly more?: readonly string[]
  /** The labels at the start, and changes by hand after it; nobody bears any by default. */
  readonly labels?: Labels
  /** Reads counters for every event, as they are live, whether a rule needs them or not. */
  readonly everyCounter?: boolean
  /** Expressions that whoever looks at what comes out reads. */
  readonly also?: AlsoRead
  /** Where the memory of what is asked of counters comes from. */
  readonly pool?: BufferPool
}

/**
 * Fewer than live counting has: no event waits while a shard is tidied up, and seconds of the past go by so fast that
 * tidying up many small ones would take longer than counting.
 */
const SHARDS = 16

/** Makes a pack ready to judge history. */
export function replayPack(ruleset: Ruleset, parts: ReplayParts = {}): PackReplay {
  const { more, everyCounter = false, also = new Map() } = parts
  const pool = parts.pool ?? bufferPool((bytes) => new ArrayBuffer(bytes))
  const asked = columnsAsked(ruleset, more, also)
  const counted = columnsCounted(ruleset)
  const types = new Map(
    [...ruleset.eventTypes].map(([name, compiled]) => [name, compileType(compiled, everyCounter, also)]),
  )
  const counters = [...ruleset.pack.counters.values()]
  const stages = counterStages(ruleset.pack)
  const states = counters.map((counter) => createCounterState(counter, { shards: SHARDS }))
  const asksLabels = [...types.values()].some(({ asking }) => asking.length > 0)
  const labels = parts.labels ?? labelsOver(createLabelState(), [])

  function open(slice: HistorySlice, judging: boolean): SliceReplay {
    const blocks = slice.blocks.map((block) => {
      const type = types.get(block.type)!
      return {
        type,
        columns: new BlockColumns(
          type.compiled,
          block,
          (judging ? asked : counted).get(block.type) ?? {},
          type.words,
        ),
      }
    })
    let prepared: readonly PreparedCounting[] = []
    return {
      ask(stage) {
        prepared = stages[stage]!.flatMap((counter) => {
          if (!blocks.some(({ type }) => type.counters.has(counter))) return []
          const own = blocks.map(({ type, columns }) => ({
            columns,
            counter: type.counters.get(counter),
            need: judging ? needOf(type, columns, counter) : needUnread(type, columns, counter),
          }))
          return [prepareCounting({ counter, place: counters.indexOf(counter) }, own, slice.order, pool)]
        })
        return prepared.map(({ ops }) => ops)
      },
      answered() {
        for (const one of prepared) one.scatter()
        prepared = []
      },
      judge() {
        const judged = blocks.map(({ type, columns }) => judgeBlock(type, columns))
        if (asksLabels) judgeLabels(labels, judged, slice.order)
        return judged.map(({ columns, compiled, outcomes }) => ({
          columns,
          compiled,
          outcomes,
          verdicts: settleRows(columns, compiled, outcomes),
        }))
      },
    }
  }

  return {
    asked,
    counted,
    stages,
    asksLabels,
    open,
    count(ops, share) {
      for (const one of ops) runOps(states[one.counter]!, one, counters[one.counter]!.weight, share)
    },
  }
}

/** Judges a slice from start to end in this thread. */
export function judgeSlice(replay: PackReplay, slice: HistorySlice): readonly JudgedBlock[] {
  const open = countSlice(replay, slice, true)
  return open.judge()
}

/** Counts a slice in this thread; `judging`: it is to be judged. */
export function countSlice(replay: PackReplay, slice: HistorySlice, judging: boolean): SliceReplay {
  const open = replay.open(slice, judging)
  for (let stage = 0; stage < replay.stages.length; stage++) {
    replay.count(open.ask(stage))
    open.answered()
  }
  return open
}

/** Rows in which a rule hangs on the counter; undefined: all. */
function needOf({ needs }: TypeReplay, columns: BlockColumns, counter: Counter): Uint8Array | undefined {
  const need = needs.get(counter)
  if (need === undefined || need === 'all') return undefined
  const rows = new Uint8Array(columns.rows)
  if (need.rules === 0) return rows
  const outcomes = Array.from({ length: need.rules }, () => new Uint8Array(columns.rows))
  need.program.run(columns, outcomes)
  for (const outcome of outcomes)
    for (let row = outcome.indexOf(2); row >= 0; row = outcome.indexOf(2, row + 1)) rows[row] = 1
  return rows
}

/** The same where nothing will be judged: only other counters need the value. */
function needUnread(
  { chained }: TypeReplay,
  columns: BlockColumns,
  { name }: Counter,
): Uint8Array | undefined {
  return chained.has(name) ? undefined : new Uint8Array(columns.rows)
}

function judgeBlock(type: TypeReplay, columns: BlockColumns) {
  const { compiled, program, judging, asking, setting } = type
  const outcomes = compiled.rules.map(() => new Uint8Array(columns.rows))
  program.run(
    columns,
    judging.map((index) => outcomes[index]!),
  )
  for (const { index, blind } of asking) if (!blind) outcomes[index]!.fill(2)
  applyWorlds(columns, compiled, outcomes)
  return { columns, compiled, outcomes, asking, setting }
}

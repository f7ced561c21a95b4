import { createLabelState } from '../../engine/label-state.ts'
import type { CompiledEventType, CompiledRule, Ruleset } from '../../engine/ruleset.ts'
import type { HistorySlice } from '../../history/read-blocks.ts'
import type { Counter } from '../../pack/pack.ts'
import { type ColumnProgram, compileColumns } from '../../rules/compile-columns.ts'
import type { Ir } from '../../rules/ir.ts'
import { labelsOf } from '../../rules/labels-of.ts'
import { createCounterState } from '../../signals/counters/create-counter-state.ts'
import { blindToLabels } from './blind-to-labels.ts'
import { BlockColumns } from './block-columns.ts'
import { type ColumnsAsked, columnsAsked } from './columns-asked.ts'
import { type ColumnCounter, compileColumnCounter, countSlice } from './count-slice.ts'
import { type Conditions, compileConditions, judgeConditions } from './judge-conditions.ts'
import { judgeLabels, type Labels, labelsOver } from './judge-labels.ts'
import { applyWorlds, settleRows } from './settle-rows.ts'
import { SignalColumns } from './signal-columns.ts'

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
  /** Counts events without judging them, so that counters are what they were when judging begins. */
  count(slice: HistorySlice): void
  judge(slice: HistorySlice): readonly JudgedBlock[]
}

export interface ReplayParts {
  /** More columns to read, for whoever looks at what comes out. */
  readonly more?: readonly string[]
  /** The labels at the start, and changes by hand after it; nobody bears any by default. */
  readonly labels?: Labels
}

/** Makes a pack ready to judge history. */
export function replayPack(ruleset: Ruleset, { more, labels }: ReplayParts = {}): PackReplay {
  const asked = columnsAsked(ruleset, more)
  const types = new Map([...ruleset.eventTypes].map(([name, compiled]) => [name, compileType(compiled)]))
  const counters = [...ruleset.pack.counters.values()]
  const states = new Map(counters.map((counter) => [counter, createCounterState(counter)]))
  const asksLabels = [...types.values()].some(({ asking }) => asking.length > 0)
  const known = labels ?? labelsOver(createLabelState(), [])

  function open(slice: HistorySlice): { readonly type: TypeReplay; readonly columns: BlockColumns }[] {
    return slice.blocks.map((block) => {
      const type = types.get(block.type)!
      return { type, columns: new BlockColumns(type.compiled, block, asked.get(block.type)!) }
    })
  }

  function countAll(slice: HistorySlice, blocks: ReturnType<typeof open>): void {
    for (const counter of counters) {
      const state = states.get(counter)!
      const counted = blocks.map(({ type, columns }) => ({
        columns,
        signals: type.signals,
        counter: type.counters.get(counter),
      }))
      if (counted.every((one) => one.counter === undefined)) continue
      const { weight, self } = counter
      countSlice({ state, weight, self, isOwn: undefined }, counted, slice.order)
    }
  }

  return {
    asked,
    count(slice) {
      countAll(slice, open(slice))
    },
    judge(slice) {
      const blocks = open(slice)
      countAll(slice, blocks)
      const judged = blocks.map(({ type, columns }) => {
        const { compiled, plain, signalled } = type
        const outcomes = compiled.rules.map(() => new Uint8Array(columns.rows))
        const failed = judgeGroup(columns, type, plain, outcomes)
        for (const [slot, rows] of judgeGroup(columns, type, signalled, outcomes)) failed.set(slot, rows)
        for (const { index, blind } of type.asking) if (!blind) outcomes[index]!.fill(2)
        applyWorlds(columns, compiled, outcomes)
        return { columns, compiled, outcomes, failed, asking: type.asking, setting: type.setting }
      })
      if (asksLabels) judgeLabels(known, judged, slice.order)
      return judged.map(({ columns, compiled, outcomes, failed }) => ({
        columns,
        compiled,
        outcomes,
        verdicts: settleRows(columns, compiled, outcomes, failed),
      }))
    },
  }
}

/** Rules that are judged together. */
interface Group extends Conditions {
  readonly indexes: readonly number[]
}

interface TypeReplay {
  readonly compiled: CompiledEventType
  readonly signals: SignalColumns
  readonly counters: ReadonlyMap<Counter, ColumnCounter>
  /** Rules without cheap signals, and those with. */
  readonly plain: Group
  readonly signalled: Group
  /** Rules that ask for labels; `blind`: they are also in a group, with every label unknown. */
  readonly asking: readonly {
    readonly index: number
    readonly program: ColumnProgram
    readonly blind: boolean
  }[]
  readonly setting: readonly CompiledRule[]
}

function compileType(compiled: CompiledEventType): TypeReplay {
  const { eventType, rules, counters, program } = compiled
  const plain: Member[] = []
  const signalled: Member[] = []
  const asking: { index: number; program: ColumnProgram; blind: boolean }[] = []
  for (const { rule, index } of rules) {
    const ir = rule.irs.get(eventType.name)!
    const asks = labelsOf(ir).length > 0
    const blind = asks ? blindToLabels(ir) : ir
    if (asks) asking.push({ index, program: compileColumns([ir]), blind: blind !== undefined })
    // One that cannot be judged without its labels still says here which signals it needs.
    const readsSignals = program.signalsOf(index).some((slot) => slot < compiled.signals.length)
    if (blind !== undefined || readsSignals)
      (readsSignals ? signalled : plain).push({ index, ir: blind ?? ir, everywhere: blind === undefined })
  }
  const setting = rules.filter(
    ({ rule, share }) => share > 0 && rule.effects.some(({ kind }) => kind === 'label' || kind === 'unlabel'),
  )
  return {
    compiled,
    signals: new SignalColumns(compiled.signals),
    counters: new Map(
      counters.map((counter) => [counter.counter, compileColumnCounter(counter, eventType.name)]),
    ),
    plain: groupOf(plain),
    signalled: groupOf(signalled),
    asking,
    // Array.sort is stable: equals stay in the order of the pack.
    setting: setting.sort((a, b) => (a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0)),
  }
}

interface Member {
  readonly index: number
  readonly ir: Ir
  readonly everywhere: boolean
}

function groupOf(members: readonly Member[]): Group {
  const everywhere = new Set(members.flatMap((one, place) => (one.everywhere ? [place] : [])))
  const irs = members.map(({ ir }) => ir)
  return { ...compileConditions(irs, everywhere), indexes: members.map(({ index }) => index) }
}

function judgeGroup(
  columns: BlockColumns,
  { signals }: TypeReplay,
  group: Group,
  outcomes: readonly Uint8Array[],
): Map<number, Uint8Array> {
  if (group.indexes.length === 0) return new Map()
  const own = group.indexes.map((index) => outcomes[index]!)
  return new Map(judgeConditions(columns, signals, group, own))
}

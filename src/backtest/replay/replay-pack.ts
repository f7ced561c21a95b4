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
import { type ColumnsAsked, columnsAsked, signalsRead } from './columns-asked.ts'
import { type ColumnCounter, compileColumnCounter, countSlice } from './count-slice.ts'
import { judgeLabels, type Labels, labelsOver } from './judge-labels.ts'
import { ofOneText } from './of-one-text.ts'
import { applyWorlds, settleRows } from './settle-rows.ts'
import { type SignalWords, signalWords } from './signal-words.ts'

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
      return { type, columns: new BlockColumns(type.compiled, block, asked.get(block.type)!, type.words) }
    })
  }

  function countAll(slice: HistorySlice, blocks: ReturnType<typeof open>): void {
    for (const counter of counters) {
      const state = states.get(counter)!
      const counted = blocks.map(({ type, columns }) => ({
        columns,
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
        const { compiled, program, judging, asking, setting } = type
        const outcomes = compiled.rules.map(() => new Uint8Array(columns.rows))
        program.run(
          columns,
          judging.map((index) => outcomes[index]!),
        )
        for (const { index, blind } of asking) if (!blind) outcomes[index]!.fill(2)
        applyWorlds(columns, compiled, outcomes)
        return { columns, compiled, outcomes, asking, setting }
      })
      if (asksLabels) judgeLabels(known, judged, slice.order)
      return judged.map(({ columns, compiled, outcomes }) => ({
        columns,
        compiled,
        outcomes,
        verdicts: settleRows(columns, compiled, outcomes),
      }))
    },
  }
}

interface TypeReplay {
  readonly compiled: CompiledEventType
  readonly words: SignalWords
  readonly counters: ReadonlyMap<Counter, ColumnCounter>
  /** Judges the rules `judging`, in that order; those that ask for labels with every label unknown. */
  readonly program: ColumnProgram
  readonly judging: readonly number[]
  /** Rules that ask for labels, each compiled whole; not `blind`: they cannot be judged without. */
  readonly asking: readonly {
    readonly index: number
    readonly program: ColumnProgram
    readonly blind: boolean
  }[]
  readonly setting: readonly CompiledRule[]
}

function compileType(compiled: CompiledEventType): TypeReplay {
  const { eventType, rules, counters } = compiled
  const words = signalWords(compiled.signals, signalsRead(compiled))
  const judging: { index: number; ir: Ir }[] = []
  const asking: { index: number; program: ColumnProgram; blind: boolean }[] = []
  for (const { rule, index } of rules) {
    const ir = ofOneText(rule.irs.get(eventType.name)!, compiled, words)
    const asks = labelsOf(ir).length > 0
    const blind = asks ? blindToLabels(ir) : ir
    if (asks) asking.push({ index, program: compileColumns([ir], words.read), blind: blind !== undefined })
    if (blind !== undefined) judging.push({ index, ir: blind })
  }
  const setting = rules.filter(
    ({ rule, share }) => share > 0 && rule.effects.some(({ kind }) => kind === 'label' || kind === 'unlabel'),
  )
  return {
    compiled,
    words,
    counters: new Map(counters.map((one) => [one.counter, compileColumnCounter(one, compiled, words)])),
    program: compileColumns(
      judging.map(({ ir }) => ir),
      words.read,
    ),
    judging: judging.map(({ index }) => index),
    asking,
    // Array.sort is stable: equals stay in the order of the pack.
    setting: setting.sort((a, b) => (a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0)),
  }
}

import type { CompiledEventType, CompiledRule } from '../../engine/ruleset.ts'
import type { Counter } from '../../pack/pack.ts'
import { type ColumnProgram, compileColumns } from '../../rules/compile-columns.ts'
import type { Ir } from '../../rules/ir.ts'
import { labelsOf } from '../../rules/labels-of.ts'
import { blindToLabels } from './blind-to-labels.ts'
import { type ColumnCounter, compileColumnCounter } from './column-counter.ts'
import { type AlsoRead, signalsRead } from './columns-asked.ts'
import { asksWhetherCounted, counterNames, readByCounters } from './counter-stages.ts'
import { ofOneText } from './of-one-text.ts'
import { type SignalWords, signalWords } from './signal-words.ts'

/** The rules and counters of one event type, compiled for columns. */
export interface TypeReplay {
  readonly compiled: CompiledEventType
  readonly words: SignalWords
  readonly counters: ReadonlyMap<Counter, ColumnCounter>
  /**
   * For each counter the rules that read it, without labels: rows in which one of them is undecided need its value.
   * `all`: every row does.
   */
  readonly needs: ReadonlyMap<Counter, { readonly program: ColumnProgram; readonly rules: number } | 'all'>
  /** Names of counters that others read of these events. */
  readonly chained: ReadonlySet<string>
  /** Judges the rules `judging`, in that order; those that ask for labels with every label unknown. */
  readonly program: ColumnProgram
  readonly judging: readonly number[]
  /** Rules that ask for labels, each compiled whole; not `blind`: they cannot be judged without. */
  readonly asking: readonly {
    readonly index: number
    readonly program: ColumnProgram
    readonly blind: boolean
  }[]
  /** Rules that set labels or take them off, gravest first. */
  readonly setting: readonly CompiledRule[]
}

/**
 * `everyCounter`: counters are read for every event, as they are live, whether a rule needs them or not. `also`: what
 * somebody reads beside the rules.
 */
export function compileType(compiled: CompiledEventType, everyCounter: boolean, also: AlsoRead): TypeReplay {
  const { eventType, rules, counters } = compiled
  const words = signalWords(compiled.signals, signalsRead(compiled, also))
  const judging: { index: number; ir: Ir }[] = []
  const asking: { index: number; program: ColumnProgram; blind: boolean }[] = []
  const unjudged = new Set((also.get(eventType.name) ?? []).flatMap((ir) => counterNames(ir)))
  for (const { rule, index } of rules) {
    const ir = ofOneText(rule.irs.get(eventType.name)!, compiled, words)
    const asks = labelsOf(ir).length > 0
    const blind = asks ? blindToLabels(ir) : ir
    if (asks) asking.push({ index, program: compileColumns([ir], words.read), blind: blind !== undefined })
    if (blind !== undefined) judging.push({ index, ir: blind })
    else for (const name of counterNames(ir)) unjudged.add(name)
  }
  const irs = judging.map(({ ir }) => ir)
  const byCounters = readByCounters(
    counters.map(({ counter }) => counter),
    eventType.name,
  )
  const needs = new Map<Counter, { program: ColumnProgram; rules: number } | 'all'>()
  for (const { counter } of counters) {
    const readers = irs.filter((ir) => counterNames(ir).includes(counter.name))
    const all = everyCounter || unjudged.has(counter.name) || byCounters.has(counter.name)
    needs.set(
      counter,
      all || readers.some((ir) => asksWhetherCounted(ir))
        ? 'all'
        : { program: compileColumns(readers, words.read), rules: readers.length },
    )
  }
  const setting = rules.filter(
    ({ rule, share }) => share > 0 && rule.effects.some(({ kind }) => kind === 'label' || kind === 'unlabel'),
  )
  return {
    compiled,
    words,
    counters: new Map(counters.map((one) => [one.counter, compileColumnCounter(one, compiled, words)])),
    needs,
    chained: byCounters,
    program: compileColumns(irs, words.read),
    judging: judging.map(({ index }) => index),
    asking,
    // Array.sort is stable: equals stay in the order of the pack.
    setting: setting.sort((a, b) => (a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0)),
  }
}

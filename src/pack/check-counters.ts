import { createHash } from 'node:crypto'
import type { Diagnostic, Place } from '../core/diagnostic.ts'
import { formatDuration } from '../core/duration.ts'
import { checkCondition } from '../rules/check-condition.ts'
import { type Ir, type IrNode, operands } from '../rules/ir.ts'
import { NEAR_FORM } from '../signals/counters/near-text.ts'
import { SIGNAL_KINDS } from '../signals/kinds.ts'
import { banksOf } from './banks-of.ts'
import type { BoundCounter } from './bind-counter.ts'
import type { Counter, CounterBinding, EventType, SignalSpec } from './pack.ts'
import type { CounterDraft } from './read-counters.ts'

export interface CounterParts {
  readonly drafts: readonly CounterDraft[]
  /** By event type. */
  readonly bound: ReadonlyMap<string, readonly BoundCounter[]>
  readonly eventTypes: ReadonlyMap<string, EventType>
  readonly signals: ReadonlyMap<string, SignalSpec>
  /** A text that changes with a bank's terms. */
  readonly bankText: (name: string) => string
}

/**
 * Resolves the counters: types their conditions, refuses circles and windows longer than what is kept, and puts each
 * behind those that it reads. `used` gets `eventType/name` for whatever they read.
 */
export function checkCounters(
  parts: CounterParts,
  used: Set<string>,
  diagnostics: Diagnostic[],
): Map<string, Counter> {
  const counters = new Map<string, Counter>()
  const reads = new Map<string, Set<string>>()
  const names = new Set(parts.drafts.map(({ name }) => name))
  for (const draft of parts.drafts) {
    const { name, file, written } = draft
    const bindings = new Map<string, CounterBinding>()
    const read = new Set<string>()
    reads.set(name, read)
    for (const [eventName, bound] of parts.bound) {
      const one = bound.find((each) => each.draft === draft)
      if (one === undefined) continue
      const counted = draft.on.includes(eventName)
      const { scope, keep } = parts.eventTypes.get(eventName)!
      let where: Ir | undefined
      if (counted && written.where !== undefined) {
        const checked = checkCondition(file.sourceText([name, 'where']), scope)
        diagnostics.push(...checked.diagnostics)
        where = checked.ir
        for (const each of checked.names) {
          used.add(`${eventName}/${each}`)
          if (names.has(each)) read.add(each)
        }
        if (where !== undefined) refuse(where)
      }
      if (counted) {
        for (const part of [...(one.key ?? []), ...(one.value ? [one.value] : [])])
          for (const each of Object.keys(part.ir.names)) {
            used.add(`${eventName}/${each}`)
            if (names.has(each)) read.add(each)
          }
        if (draft.windowMs > Math.min(keep.contentMs, keep.decisionMs))
          diagnostics.push({
            severity: 'error',
            code: 'window-exceeds-keep',
            message: `the window of "${name}" is longer than "${eventName}" is kept (${formatDuration(Math.min(keep.contentMs, keep.decisionMs))}), so it could not be counted again after a restart`,
            place: file.place([name, 'window']),
            wayOut: `shorten the window, or set keep.content of "${eventName}" to at least ${written.window}`,
          })
      }
      const counts = counted && one.key !== undefined ? { key: one.key, where, value: one.value } : undefined
      bindings.set(eventName, { counts, reads: one.reads })

      function refuse(condition: Ir): void {
        const label = find(condition.root, ({ kind }) => kind === 'label')
        const dear = Object.values(condition.names).some(
          ({ read: from }) => from.kind === 'signal' && from.dear,
        )
        for (const signal of earlierRead(condition, parts.signals))
          diagnostics.push(earlierInCounter(name, signal, file.place([name, 'where'])))
        if (label !== undefined || dear)
          diagnostics.push({
            severity: 'error',
            code: dear ? 'dear-in-counter' : 'label-in-counter',
            message: dear
              ? `the counter "${name}" asks a dear signal, whose answer comes too late to be counted`
              : `the counter "${name}" asks for a label`,
            place: file.place([name, 'where']),
            wayOut: dear
              ? 'count by features and cheap signals'
              : 'ask for the label in the rule that reads the counter',
          })
      }
    }
    for (const binding of bindings.values())
      for (const { ir } of [...(binding.counts?.key ?? []), binding.counts?.value ?? []].flat())
        for (const signal of earlierRead(ir, parts.signals))
          diagnostics.push(earlierInCounter(name, signal, draft.place))
    const type = [...parts.bound.values()].flat().find((each) => each.draft === draft)?.type
    const { kind, windowMs, lateMs, self, unitMs, halfLifeMs, on, place } = draft
    counters.set(name, {
      ...{ name, kind, windowMs, lateMs, self, unitMs, halfLifeMs, on, place, bindings },
      type: type ?? { kind: 'int' },
      weight: typeof written.score === 'number' ? written.score : 1,
      unordered: written.unordered ?? false,
      definition: '',
      description: written.description ?? '',
    })
  }
  const sorted = inOrder(counters, reads, parts.drafts, diagnostics)
  // Only now: a definition holds those of the counters that it reads.
  for (const [name, counter] of sorted)
    sorted.set(name, { ...counter, definition: definitionOf(counter, parts, sorted) })
  return sorted
}

/** Sorts each counter behind those that it reads. Source: depth-first topological sort (Tarjan 1976). */
function inOrder(
  counters: ReadonlyMap<string, Counter>,
  reads: ReadonlyMap<string, ReadonlySet<string>>,
  drafts: readonly CounterDraft[],
  diagnostics: Diagnostic[],
): Map<string, Counter> {
  const sorted = new Map<string, Counter>()
  const path: string[] = []
  const visit = (name: string): void => {
    if (sorted.has(name) || !counters.has(name)) return
    if (path.includes(name)) {
      const circle = [...path.slice(path.indexOf(name)), name]
      const draft = drafts.find((one) => one.name === name)!
      if (!diagnostics.some((one) => one.code === 'circular-counter' && one.message.includes(`"${name}"`)))
        diagnostics.push({
          severity: 'error',
          code: 'circular-counter',
          message: `the counter "${name}" is made from itself: ${circle.map((one) => `"${one}"`).join(' → ')}`,
          place: draft.place,
          wayOut: 'let one of them count without reading the others',
        })
      return
    }
    path.push(name)
    for (const other of reads.get(name) ?? []) visit(other)
    path.pop()
    sorted.set(name, counters.get(name)!)
  }
  for (const name of counters.keys()) visit(name)
  return sorted
}

function find(node: IrNode, is: (node: IrNode) => boolean): IrNode | undefined {
  if (is(node)) return node
  for (const operand of operands(node)) {
    const found = find(operand, is)
    if (found !== undefined) return found
  }
  return undefined
}

/** Names of the signals among those an expression reads that look at earlier messages. */
function earlierRead(ir: Ir, signals: CounterParts['signals']): string[] {
  return Object.entries(ir.names).flatMap(([name, { read }]) => {
    if (read.kind !== 'signal' || read.counter) return []
    const kind = signals.get(name)?.kind
    return SIGNAL_KINDS.find((one) => one.kind === kind)?.readsEarlier ? [name] : []
  })
}

function earlierInCounter(counter: string, signal: string, place: Place): Diagnostic {
  return {
    severity: 'error',
    code: 'context-in-counter',
    message: `the counter "${counter}" reads "${signal}", which looks at earlier messages: it could not be counted again`,
    place,
    wayOut: 'count by features and signals that follow from one message',
  }
}

/** All that decides which events are counted, under which key, and as what. */
function definitionOf(counter: Counter, parts: CounterParts, known: ReadonlyMap<string, Counter>): string {
  const meaning = (ir: Ir | undefined, eventName: string) =>
    ir && [
      ir.text,
      Object.entries(ir.names).map(([name, { type, read }]) => {
        if (read.kind === 'derived') return [name, read.text]
        if (read.kind !== 'signal') return [name, type, read]
        if (read.counter) return [name, known.get(name)?.definition ?? name]
        const { kind, options, model } = parts.signals.get(name)!
        const { of } = parts.eventTypes.get(eventName)!.slots[read.slot]!
        const banks = banksOf(parts.signals.get(name)!).map(parts.bankText)
        const form = SIGNAL_KINDS.find((one) => one.kind === kind)?.form
        // Without a model, and in kinds without a version, it is as it was before there were any, so that no counter is
        // counted anew.
        const versions = [
          ...(model === undefined ? [] : [model.version]),
          ...(form === undefined ? [] : [form]),
        ]
        return [name, kind, of, options, banks, ...versions]
      }),
    ]
  const counted = [...counter.bindings]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([eventName, { counts }]) =>
      counts === undefined
        ? []
        : [
            [
              eventName,
              counts.key.map(({ ir, near }) => [near && NEAR_FORM, meaning(ir, eventName)]),
              meaning(counts.where, eventName),
              counts.value && [counts.value.near && NEAR_FORM, meaning(counts.value.ir, eventName)],
            ],
          ],
    )
  const { kind, windowMs, lateMs, self, unitMs, halfLifeMs, unordered, weight } = counter
  const all = [kind, windowMs, lateMs, self, unitMs, halfLifeMs, unordered, weight, counted]
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 32)
}

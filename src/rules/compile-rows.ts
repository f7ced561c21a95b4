import type { Value } from '../core/value.ts'
import { evaluate, itemsOf, makeMap, ownValue, UnknownValue } from './evaluate.ts'
import { signalSlots } from './evaluation-order.ts'
import { type Frame, NOT_READ, type RowProgram } from './frame.ts'
import { Generator, type Linker } from './generate.ts'
import { indexRules, type RuleIndex } from './index-rules.ts'
import type { Ir } from './ir.ts'
import { meaningOf, type Operation } from './operations.ts'
import { compilePattern } from './regex/compile-pattern.ts'
import type { Scope } from './scope.ts'

/** V8 stops optimising a huge function, so rules are compiled in chunks of this many. */
const CHUNK = 50

type Judge = (frame: Frame) => void

/**
 * Compiles checked conditions to generated JavaScript: a rule is known by its index in `rules`.
 * Throws only on an `Ir` that was not made by the checker.
 */
export function compileRows(rules: readonly Ir[], _scope: Scope): RowProgram {
  const { indexes, rest } = indexRules(rules)
  const chunks = compileAll(rules, rest)
  const lookups = indexes.map((index) => new Lookup(rules, index))
  const single: (Judge | undefined)[] = []
  const slots: (readonly number[] | undefined)[] = []
  return {
    run(frame) {
      const { firedCount, unknownCount } = frame
      for (let i = 0; i < chunks.length; i++) chunks[i]!(frame)
      if (lookups.length === 0) return
      for (const lookup of lookups) lookup.run(frame)
      sortFrom(frame.fired, firedCount, frame.firedCount)
      sortFrom(frame.unknown, unknownCount, frame.unknownCount)
    },
    rerun(frame, indexes) {
      for (const index of indexes) {
        single[index] ??= compileChunk(rules, [index])
        single[index](frame)
      }
    },
    saw: (frame, rule) => sawOf(rules[rule]!, frame),
    missing(frame, rule) {
      const result = evaluate(rules[rule]!, frame)
      return result instanceof UnknownValue ? [...result.causes] : []
    },
    signalsOf(rule) {
      slots[rule] ??= signalSlots(rules[rule]!.root, rules[rule]!.names)
      return slots[rule]
    },
  }
}

/** What the condition read on its way to its result; the content and other secrets left out. */
function sawOf(ir: Ir, frame: Frame): Record<string, Value> {
  const seen: Record<string, Value> = Object.create(null)
  evaluate(ir, frame, (name, value) => {
    const { secret, read } = ir.names[name]!
    const wholeEvent = read.kind === 'envelope' && (read.property === 'event' || read.property === 'data')
    if (!secret && !wholeEvent && !(value instanceof UnknownValue)) seen[name] = value
  })
  return { ...seen }
}

const LINKER: Linker = {
  notRead: NOT_READ,
  own: (of, key) => ownValue(of, key),
  has: (of, key) =>
    typeof of === 'object' && of !== null && !Array.isArray(of) ? ownValue(of, key) !== undefined : undefined,
  map: makeMap,
  items: itemsOf,
  pattern: compilePattern,
  operation: (op) => meaningOf(op as Operation).run,
}

/** Rules found by the value of one feature; their code is made when a value is first met. */
class Lookup {
  private readonly rules: readonly Ir[]
  private readonly index: RuleIndex
  private readonly made = new Map<Value, readonly Judge[]>()
  private whole: readonly Judge[] | undefined

  constructor(rules: readonly Ir[], index: RuleIndex) {
    this.rules = rules
    this.index = index
  }

  run(frame: Frame): void {
    const value = frame.event.data[this.index.property]
    const judges = value === undefined ? this.forMissing() : this.forValue(value)
    if (judges) for (let i = 0; i < judges.length; i++) judges[i]!(frame)
  }

  private forMissing(): readonly Judge[] {
    this.whole ??= compileAll(this.rules, this.index.rules)
    return this.whole
  }

  private forValue(value: Value): readonly Judge[] | undefined {
    const made = this.made.get(value)
    if (made) return made
    const members = this.index.byValue.get(value)
    if (!members) return undefined
    const judges = compileAll(this.rules, members)
    this.made.set(value, judges)
    return judges
  }
}

function sortFrom(indexes: Int32Array, from: number, to: number): void {
  if (to - from > 1) indexes.subarray(from, to).sort()
}

function compileAll(rules: readonly Ir[], indexes: readonly number[]): Judge[] {
  const chunks: Judge[] = []
  for (let first = 0; first < indexes.length; first += CHUNK)
    chunks.push(compileChunk(rules, indexes.slice(first, first + CHUNK)))
  return chunks
}

function compileChunk(rules: readonly Ir[], indexes: readonly number[]): Judge {
  const generator = new Generator(LINKER)
  let temporaries = 0
  let body = ''
  for (const index of indexes) {
    body += `${generator.rule(rules[index]!, index)}\n`
    temporaries = Math.max(temporaries, generator.usedTemporaries)
  }
  const constants = generator.constants.map((_, i) => `k${i}=K[${i}]`).join()
  const code =
    `"use strict";${constants ? `const ${constants};` : ''}${generator.functions.join('\n')}\n` +
    `return function(F){const E=F.event,D=E.data;${generator.prologue(temporaries)}\n${body}}`
  return new Function('K', code)(generator.constants) as Judge
}

import { atOnce, type Steps } from '../core/steps.ts'
import type { Value } from '../core/value.ts'
import { evaluate, UnknownValue } from './evaluate.ts'
import { signalSlots } from './evaluation-order.ts'
import { filterTests } from './filter-tests.ts'
import type { Frame, RowProgram } from './frame.ts'
import { Generator } from './generate.ts'
import type { Ir } from './ir.ts'
import { LINKER } from './linker.ts'
import { RuleFilter } from './rule-filter.ts'
import type { Scope } from './scope.ts'

/** V8 stops optimising a huge function, so rules are compiled in chunks of this many. */
const CHUNK = 50
/** From this many rules on, those that an event's features rule out are passed over. */
const FILTERED_FROM = 200
/** Chunks made during one event, each about 1 to 3 ms: no event waits long for the code of 10,000 rules. */
const MADE_PER_EVENT = 4

type Judge = (frame: Frame) => void
/** Judges the rules of a word of bits whose bit is set. */
type JudgeSome = (frame: Frame, some: number) => void

/**
 * Compiles checked conditions to generated JavaScript: a rule is known by its index in `rules`. The code of many
 * rules is made as events first need it; `previous`, a program of the same rules but for a few, gives the code of
 * those that did not change. Throws only on an `Ir` that was not made by the checker.
 */
export function compileRows(rules: readonly Ir[], scope: Scope, previous?: RowProgram): RowProgram {
  return atOnce(compileRowsSteps(rules, scope, previous))
}

/** The same in steps. */
export function* compileRowsSteps(
  rules: readonly Ir[],
  _scope: Scope,
  previous?: RowProgram,
): Steps<RowProgram> {
  const single: (Judge | undefined)[] = []
  const slots: (readonly number[] | undefined)[] = []
  const many =
    rules.length < FILTERED_FROM ? undefined : yield* makeMany(rules, previous && madeBy.get(previous))
  const program: RowProgram = {
    run: many === undefined ? yield* runAll(rules) : runPossible(many),
    rerun(frame, indexes) {
      for (const index of indexes) {
        single[index] ??= compileChunk(rules, [index]) as Judge
        single[index](frame)
      }
    },
    saw: (frame, rule) => sawOf(rules[rule]!, frame),
    missing(frame, rule) {
      const result = evaluate(rules[rule]!, frame)
      return result instanceof UnknownValue ? [...result.causes] : []
    },
    signalsOf(rule) {
      slots[rule] ??= signalSlots(rules[rule]!)
      return slots[rule]
    },
    makeReady: (frame, most) => makeReady(many, frame, most),
  }
  if (many !== undefined) madeBy.set(program, many)
  return program
}

function* runAll(rules: readonly Ir[]): Steps<RowProgram['run']> {
  const chunks: Judge[] = []
  for (let first = 0; first < rules.length; first += CHUNK) {
    chunks.push(compileChunk(rules, indexesFrom(first, Math.min(first + CHUNK, rules.length))) as Judge)
    yield
  }
  return (frame) => {
    for (let i = 0; i < chunks.length; i++) chunks[i]!(frame)
  }
}

/** A program of many rules. */
interface Many {
  readonly rules: readonly Ir[]
  readonly filter: RuleFilter
  /** The code of 32 rules each, by word of the filter; undefined until it is needed. */
  readonly judges: (JudgeSome | undefined)[]
}

const madeBy = new WeakMap<RowProgram, Many>()

function* makeMany(rules: readonly Ir[], before: Many | undefined): Steps<Many> {
  // What the filter asks is remembered with each condition: a long piece of work, cut up here.
  for (const [i, rule] of rules.entries()) {
    filterTests(rule)
    if (i % 64 === 63) yield
  }
  const judges = Array.from({ length: (rules.length + 31) >> 5 }, (_, word) => {
    const made = before?.judges[word]
    if (made === undefined) return undefined
    for (let i = word * 32; i < word * 32 + 32; i++) if (rules[i] !== before!.rules[i]) return undefined
    return made
  })
  return { rules, filter: new RuleFilter(rules, before?.filter), judges }
}

function runPossible(many: Many): RowProgram['run'] {
  const { rules, filter, judges } = many
  return (frame) => {
    const possible = filter.possibleFor(frame.event.data)
    let mayMake = MADE_PER_EVENT
    for (let word = 0; word < possible.length; word++) {
      const some = possible[word]!
      if (some === 0) continue
      let judge = judges[word]
      if (judge === undefined) {
        if (mayMake-- <= 0) {
          judgeExactly(rules, word, some, frame)
          continue
        }
        judge = makeJudge(many, word)
      }
      judge(frame, some)
    }
  }
}

/** Code is made whole only when it first runs, which with no bit set judges nothing. */
function* makeReady(many: Many | undefined, frame: Frame, most: number): Steps<number> {
  let made = 0
  for (const [word, before] of many?.judges.entries() ?? []) {
    if (before !== undefined) continue
    if (made === most) break
    makeJudge(many!, word)(frame, 0)
    made++
    yield
  }
  return made
}

function makeJudge({ rules, judges }: Many, word: number): JudgeSome {
  const indexes = indexesFrom(word * 32, Math.min(word * 32 + 32, rules.length))
  const judge = compileChunk(rules, indexes, 'some') as JudgeSome
  judges[word] = judge
  return judge
}

/** The same outcome without code. */
function judgeExactly(rules: readonly Ir[], word: number, some: number, frame: Frame): void {
  for (let bit = 0; bit < 32; bit++) {
    if ((some & (1 << bit)) === 0) continue
    const index = word * 32 + bit
    const result = evaluate(rules[index]!, frame)
    if (result === true) frame.fired[frame.firedCount++] = index
    else if (result instanceof UnknownValue) frame.unknown[frame.unknownCount++] = index
  }
}

function indexesFrom(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, i) => first + i)
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

/** With `some`, each rule is judged only when its bit of the second argument is set. */
function compileChunk(rules: readonly Ir[], indexes: readonly number[], some?: 'some'): Judge | JudgeSome {
  const generator = new Generator(LINKER)
  let temporaries = 0
  let body = ''
  for (const [bit, index] of indexes.entries()) {
    const rule = generator.rule(rules[index]!, index)
    body += some ? `if(M&${1 << bit}){${rule}}\n` : `${rule}\n`
    temporaries = Math.max(temporaries, generator.usedTemporaries)
  }
  const constants = generator.constants.map((_, i) => `k${i}=K[${i}]`).join()
  const code =
    `"use strict";${constants ? `const ${constants};` : ''}${generator.functions.join('\n')}\n` +
    `return function(F,M){const E=F.event,D=E.data;${generator.prologue(temporaries)}\n${body}}`
  return new Function('K', code)(generator.constants)
}

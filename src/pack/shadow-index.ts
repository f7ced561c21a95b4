import { type Conjunction, conjunctionOf, isEmptyConjunction } from '../rules/conjunction.ts'
import { signalSlots } from '../rules/evaluation-order.ts'
import { implies } from '../rules/implies.ts'
import type { Ir } from '../rules/ir.ts'
import { ALWAYS, type Filing, filedUnder, lookedUnder, noteFiled } from '../rules/literal-index.ts'
import { type Literal, literalsOf } from '../rules/literals.ts'
import { asksAsMuch } from './asks-as-much.ts'
import type { Rule } from './pack.ts'

/** A rule beside which others may change nothing. */
interface Filed {
  readonly rule: Rule
  readonly order: number
  /** Of each part of its condition, numbers of the keys under one of which it must be found. */
  readonly keys: readonly (readonly number[])[]
  /** A bit for each part that has one key only: those that are not looked under rule it out at once. */
  readonly mask: number
}

/** Rules filed under one key, in their order, their masks apart: most are ruled out by those alone. */
interface FiledList {
  readonly all: readonly Filed[]
  readonly masks: Int32Array
}

/** The rules of one policy, filed by parts of their conditions: not each is compared with each. */
export interface ShadowIndex {
  /** `order`: its place among the rules; all are filed before any is looked for. */
  file(rule: Rule, order: number): void
  /** The first rule that fires whenever this one does and asks for as much; `isSame`: and the other way round. */
  find(rule: Rule, order: number): { readonly rule: Rule; readonly isSame: boolean } | undefined
}

/** Rules looked at for one rule. */
const MOST_CANDIDATES = 20_000
/** Comparisons of two rules, alternatives counting more: for one rule, and in all. Beyond that nothing is claimed. */
const MOST_WORK_OF_ONE = 1_000
const MOST_WORK = 4_000_000
const WORK_OF_BRANCH = 8

function bitOf(key: number): number {
  return 1 << (key & 31)
}

export function createShadowIndex(): ShadowIndex {
  const literals = new Map<Ir, readonly Literal[] | undefined>()
  const conjunctions = new Map<Ir, Conjunction>()
  const works = new Map<Rule, number>()
  const numbers = new Map<string, number>()
  const keysKnown = new Map<Ir, Pick<Filed, 'keys' | 'mask'>>()
  const filed = new Map<string, Filed[]>()
  /** By event type and key; made once all are filed, each rule under the rarest part of its condition. */
  let byKey: Map<string, ReadonlyMap<number, FiledList>> | undefined
  /** For each key, the last rule that looked under it. */
  let lookedBy = new Int32Array()
  const filing: Filing = { asksForNames: false, texts: new Set() }
  let workLeft = MOST_WORK

  return {
    file(rule, order) {
      for (const [eventType, ir] of rule.irs) {
        const keys = keysOf(ir)
        if (keys !== undefined) addTo(filed, eventType, { rule, order, ...keys })
      }
    },
    find(rule, order) {
      byKey ??= close()
      const [first] = rule.irs
      const by = first && byKey.get(first[0])
      const parts = first && take(first[1])
      if (by === undefined || parts === undefined) return undefined
      const lists: FiledList[] = []
      let looked = 0
      for (const key of lookedUnder(parts, first![1].names, filing)) {
        const number = numbers.get(key)
        if (number === undefined) continue
        lookedBy[number] = order
        looked |= bitOf(number)
        const list = by.get(number)
        if (list !== undefined) lists.push(list)
      }
      let best: Filed | undefined
      let left = MOST_CANDIDATES
      let ownWork = MOST_WORK_OF_ONE
      for (const { masks, all } of lists)
        for (let i = 0; i < masks.length && left-- > 0; i++) {
          if ((masks[i]! & ~looked) !== 0) continue
          const one = all[i]!
          // In the order in which they were filed.
          if (best !== undefined && best.order <= one.order) break
          if (one.rule === rule || one.rule.on.length < rule.on.length || !isFound(one, order)) continue
          const work = workOf(one.rule) + workOf(rule)
          ownWork -= work
          workLeft -= work
          if (ownWork < 0 || workLeft < 0) break
          if (isAbove(one.rule, one.order, rule, order)) best = one
        }
      return best && { rule: best.rule, isSame: isImplied(best.rule, rule) }
    },
  }

  function take(ir: Ir): readonly Literal[] | undefined {
    if (!literals.has(ir)) literals.set(ir, literalsOf(ir.root, ir.names))
    return literals.get(ir)
  }

  /** Once for all event types on which the condition is the same. */
  function keysOf(ir: Ir): Pick<Filed, 'keys' | 'mask'> | undefined {
    const known = keysKnown.get(ir)
    if (known !== undefined) return known
    const parts = take(ir)
    if (parts === undefined) return undefined
    for (const part of parts) noteFiled(part, filing)
    const keys = (parts.length === 0 ? [[ALWAYS]] : parts.map(filedUnder)).map((some) => some.map(numberOf))
    const mask = keys.reduce((bits, some) => (some.length === 1 ? bits | bitOf(some[0]!) : bits), 0)
    const made = { keys, mask }
    keysKnown.set(ir, made)
    return made
  }

  function numberOf(key: string): number {
    let number = numbers.get(key)
    if (number === undefined) {
      number = numbers.size
      numbers.set(key, number)
    }
    return number
  }

  function close(): Map<string, Map<number, FiledList>> {
    lookedBy = new Int32Array(numbers.size).fill(-1)
    const made = new Map<string, Map<number, FiledList>>()
    for (const [eventType, all] of filed) {
      const counts = new Uint32Array(numbers.size)
      for (const { keys } of all) for (const some of keys) for (const key of some) counts[key]!++
      const by = new Map<number, Filed[]>()
      for (const one of all) {
        const weights = one.keys.map((some) => some.reduce((sum, key) => sum + counts[key]!, 0))
        for (const key of one.keys[weights.indexOf(Math.min(...weights))]!) addTo(by, key, one)
      }
      const lists = new Map<number, FiledList>()
      for (const [key, own] of by)
        lists.set(key, { all: own, masks: Int32Array.from(own, ({ mask }) => mask) })
      made.set(eventType, lists)
    }
    return made
  }

  /** What comparing a rule with another costs, its alternatives counted. */
  function workOf(rule: Rule): number {
    let work = works.get(rule)
    if (work === undefined) {
      work = 1
      for (const ir of rule.irs.values())
        for (const { branches } of take(ir) ?? []) work += WORK_OF_BRANCH * (branches?.length ?? 0)
      works.set(rule, work)
    }
    return work
  }

  /** Whether each part of its condition is filed under a key that was looked under. */
  function isFound({ keys }: Filed, order: number): boolean {
    for (const some of keys) {
      let found = false
      for (const key of some) if (lookedBy[key] === order) found = true
      if (!found) return false
    }
    return true
  }

  function isAbove(above: Rule, aboveOrder: number, rule: Rule, order: number): boolean {
    if (!covers(above, rule) || !isImplied(rule, above)) return false
    if (!isImplied(above, rule)) return true
    // Of two that come to the same the later is told of; and those that are written alike are told of elsewhere.
    return !isWrittenAlike(above, rule) && !(aboveOrder > order && covers(rule, above))
  }

  /** Whether `other` is true whenever `rule` is, on every event type that `rule` is on. */
  function isImplied(rule: Rule, other: Rule): boolean {
    for (const [eventType, ir] of rule.irs) {
      const asked = other.irs.get(eventType)
      if (asked === undefined) return false
      if (asked !== ir && !isImpliedBy(ir, asked)) return false
    }
    return true
  }

  function isImpliedBy(ir: Ir, asked: Ir): boolean {
    const own = take(ir)
    const parts = take(asked)
    if (own === undefined || parts === undefined) return false
    let known = conjunctions.get(ir)
    if (known === undefined) {
      known = conjunctionOf(own, ir.names)
      conjunctions.set(ir, known)
    }
    // What is never true is told of elsewhere.
    return !isEmptyConjunction(known) && implies(known, parts)
  }
}

/** Whether one rule judges every event that the other judges, and asks for everything that the other asks for. */
function covers(one: Rule, other: Rule): boolean {
  if (!asksAsMuch(one, other)) return false
  if (one.worlds !== undefined && other.worlds?.every((world) => one.worlds!.includes(world)) !== true)
    return false
  if (!other.on.every((eventType) => one.irs.has(eventType))) return false
  if (one.verdict !== 'mask' || other.verdict !== 'mask') return true
  // Each masks what its own signals found.
  return other.on.every((eventType) => slotsOf(one, eventType) === slotsOf(other, eventType))
}

function slotsOf(rule: Rule, eventType: string): string {
  const ir = rule.irs.get(eventType)
  return ir === undefined ? '' : signalSlots(ir).join()
}

function isWrittenAlike(one: Rule, other: Rule): boolean {
  const plain = (when: string) => when.replace(/\s+/g, ' ').trim()
  return one.worlds?.join() === other.worlds?.join() && plain(one.when) === plain(other.when)
}

function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

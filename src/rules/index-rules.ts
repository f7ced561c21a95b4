import type { Value } from '../core/value.ts'
import type { Ir, IrNode } from './ir.ts'

/** Rules that can only be true or unknown when one feature has one of a few values, found by that value. */
export interface RuleIndex {
  /** The feature's property of `event.data`. */
  readonly property: string
  readonly byValue: ReadonlyMap<Value, readonly number[]>
  /** All of them: what to judge when the feature is missing. */
  readonly rules: readonly number[]
}

/** Below this many rules, looking up costs more than judging them all. */
const WORTH_IT = 200
const FEWEST_PER_FEATURE = 20
const MOST_VALUES = 16

/** Parts a rule set by the conjunct `feature == constant` (or `in` a short list) that a rule cannot be true without. */
export function indexRules(rules: readonly Ir[]): {
  readonly indexes: readonly RuleIndex[]
  readonly rest: readonly number[]
} {
  const all = rules.map((_, i) => i)
  if (rules.length < WORTH_IT) return { indexes: [], rest: all }
  const keys = rules.map(keyOfRule)
  const byProperty = new Map<string, number[]>()
  for (const i of all) {
    const key = keys[i]
    if (!key) continue
    const together = byProperty.get(key.property)
    if (together) together.push(i)
    else byProperty.set(key.property, [i])
  }
  const indexes: RuleIndex[] = []
  const indexed = new Set<number>()
  for (const [property, members] of byProperty) {
    if (members.length < FEWEST_PER_FEATURE) continue
    const byValue = new Map<Value, number[]>()
    for (const i of members) {
      indexed.add(i)
      for (const value of new Set(keys[i]!.values)) {
        const together = byValue.get(value)
        if (together) together.push(i)
        else byValue.set(value, [i])
      }
    }
    indexes.push({ property, byValue, rules: members })
  }
  return { indexes, rest: all.filter((i) => !indexed.has(i)) }
}

interface Key {
  readonly property: string
  readonly values: readonly Value[]
}

function keyOfRule({ root, names }: Ir): Key | undefined {
  for (const part of root.kind === 'and' ? root.args : [root]) {
    const key = keyOfPart(part, names)
    if (key) return key
  }
  return undefined
}

function keyOfPart(part: IrNode, names: Ir['names']): Key | undefined {
  if (part.kind === 'or') {
    const keys = part.args.map((arg) => keyOfPart(arg, names))
    const property = keys[0]?.property
    if (property === undefined || keys.some((key) => key?.property !== property)) return undefined
    const values = keys.flatMap((key) => key!.values)
    return values.length <= MOST_VALUES ? { property, values } : undefined
  }
  if (part.kind !== 'call' || (part.op !== 'eq' && part.op !== 'in_list')) return undefined
  const [subject, constant] = part.args
  if (subject?.kind !== 'name' || constant?.kind !== 'constant') return undefined
  const { read, type } = names[subject.name]!
  if (read.kind !== 'data' || read.property in Object.prototype) return undefined
  if (type.kind !== 'string' && type.kind !== 'entity' && type.kind !== 'int') return undefined
  const values: readonly Value[] =
    part.op === 'eq' ? [constant.value] : Array.isArray(constant.value) ? constant.value : []
  return values.length > 0 && values.length <= MOST_VALUES ? { property: read.property, values } : undefined
}

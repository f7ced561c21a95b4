import { keyOf, keyOfName } from './constraint.ts'
import { type Domain, isEmpty, meetAll } from './domain.ts'
import type { Ir } from './ir.ts'
import { isOfDouble, type Literal } from './literals.ts'
import { addNeeded } from './present-names.ts'
import type { TextPart } from './text-part.ts'

/** What is known of an event on which all of some literals are true. */
export interface Conjunction {
  readonly names: Ir['names']
  readonly literals: readonly Literal[]
  /** The values that each subject can have. */
  readonly domains: ReadonlyMap<string, Domain>
  readonly literalsBySubject: ReadonlyMap<string, readonly Literal[]>
  /** What texts have and have not, by the key of the text. */
  readonly parts: ReadonlyMap<string, readonly PlacedPart[]>
  /** Keys of the names that have a value. */
  readonly present: ReadonlySet<string>
}

export interface PlacedPart extends TextPart {
  readonly positive: boolean
  readonly literal: Literal
}

/** Joins literals to what they say together. */
export function conjunctionOf(literals: readonly Literal[], names: Ir['names']): Conjunction {
  const literalsBySubject = new Map<string, Literal[]>()
  const parts = new Map<string, PlacedPart[]>()
  const needed = new Set<string>()
  const present = new Set<string>()
  for (const literal of literals) {
    addTo(literalsBySubject, literal.subject, literal)
    const { part, positive, node } = literal
    if (part) addTo(parts, part.of, { where: part.where, value: part.value, positive, literal })
    if (node.kind === 'has' && node.field === undefined) {
      if (positive) {
        present.add(keyOf(node.of))
        addNeeded(node.of, names, needed)
      }
    } else addNeeded(node, names, needed)
  }
  for (const name of needed) present.add(keyOfName(name))
  const domains = new Map<string, Domain>()
  for (const [subject, group] of literalsBySubject) {
    const { possible, isWhole } = group[0]!
    const allowed = group.map((one) => one.allowed)
    // What is not compared by order may be NaN, which no interval holds.
    const mayBeNaN = isOfDouble(group[0]!) && allowed.every(({ kind }) => kind === 'but')
    domains.set(subject, meetAll(possible && !mayBeNaN ? [possible, ...allowed] : allowed, isWhole))
  }
  return { names, literals, domains, literalsBySubject, parts, present }
}

/** Whether a subject is left without any value, so that the literals are never all true. */
export function isEmptyConjunction({ domains }: Conjunction): boolean {
  for (const domain of domains.values()) if (isEmpty(domain)) return true
  return false
}

function addTo<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

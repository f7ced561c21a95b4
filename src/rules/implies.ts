import type { Value } from '../core/value.ts'
import { type Conjunction, conjunctionOf } from './conjunction.ts'
import { keyOf } from './constraint.ts'
import { covers } from './domain.ts'
import { isOfDouble, type Literal } from './literals.ts'
import { valueWith } from './substitute.ts'
import { impliesPart, type TextPart } from './text-part.ts'

/** A subject with more values than this is not tried value by value. */
const MOST_VALUES = 20

/**
 * Whether all of `literals` are true, and none unknown, on every event on which all that `known` joins are. Sound and
 * not complete: `false` when it cannot be decided by intervals, sets of values, and parts of texts.
 */
export function implies(known: Conjunction, literals: readonly Literal[]): boolean {
  return literals.every((one) => impliesOne(known, one))
}

function impliesOne(known: Conjunction, literal: Literal): boolean {
  const domain = known.domains.get(literal.subject)
  // A subject of which a true literal speaks has a value, so the other literal about it is no unknown.
  if (domain !== undefined && covers(literal.allowed, domain)) return true
  const { node, positive, part, branches } = literal
  if (part !== undefined) {
    const parts = known.parts.get(part.of)
    const isKnown = (one: TextPart) => (positive ? impliesPart(one, part) : impliesPart(part, one))
    if (parts?.some((one) => one.positive === positive && isKnown(one))) return true
  }
  if (positive && node.kind === 'has' && node.field === undefined && known.present.has(keyOf(node.of)))
    return true
  if (branches !== undefined) return impliesEither(known, branches)
  return isTrueOfAllValues(known, literal)
}

/** One alternative is known; or, of alternatives that are known, each comes to one of these. */
function impliesEither(known: Conjunction, branches: readonly (readonly Literal[])[]): boolean {
  if (branches.some((branch) => implies(known, branch))) return true
  return known.literals.some((one) =>
    one.branches?.every((branch) => {
      const within = conjunctionOf(branch, known.names)
      return branches.some((other) => implies(within, other))
    }),
  )
}

function isTrueOfAllValues({ domains, literalsBySubject, names }: Conjunction, literal: Literal): boolean {
  for (const [subject, domain] of domains) {
    if (domain.kind !== 'only' || domain.values.length > MOST_VALUES || domain.values.length === 0) continue
    if (!literal.subject.includes(subject)) continue
    if (domain.values.every((value) => typeof value === 'boolean')) continue
    // 0.0 equals -0.0, which divides otherwise.
    if (domain.values.includes(0) && literalsBySubject.get(subject)!.some(isOfDouble)) continue
    if (
      domain.values.every(
        (value) => valueWith(literal.node, subject, value as Value, names) === literal.positive,
      )
    )
      return true
  }
  return false
}

import type { Value } from '../core/value.ts'
import { type Conjunction, conjunctionOf } from './conjunction.ts'
import { keyOf, keyOfCall } from './constraint.ts'
import { type Domain, isEmpty } from './domain.ts'
import type { Ir } from './ir.ts'
import { isOfDouble, type Literal } from './literals.ts'
import { valueWith } from './substitute.ts'
import { excludesPart, impliesPart } from './text-part.ts'

/** Two literals that are never both true; together with the others, where the second stands for one of several. */
export type Clash = readonly [Literal, Literal]

/** A subject with more values than this is not tried value by value. */
const MOST_VALUES = 40
/** Alternatives within alternatives multiply: as many combinations are looked at, and no claim is made beyond. */
const MOST_CASES = 64

/**
 * Why literals are never all true, as far as it can be decided: no value left for a subject, texts that cannot have
 * both parts, a value that fails another test, a name that must be missing and there, and alternatives none of which
 * is left. Sound: what it finds is true on no event.
 */
export function findClash(literals: readonly Literal[], names: Ir['names']): Clash | undefined {
  return search(literals, names, { cases: MOST_CASES })
}

function search(
  literals: readonly Literal[],
  names: Ir['names'],
  left: { cases: number },
): Clash | undefined {
  const all = conjunctionOf(literals, names)
  const clash = emptySubject(all) ?? missingName(all) ?? clashingParts(all) ?? failingValues(all)
  if (clash) return clash
  for (const literal of literals) {
    const { branches } = literal
    if (branches === undefined || branches.length > left.cases) continue
    const others = literals.filter((one) => one !== literal)
    let against: Literal | undefined
    const isImpossible = branches.every((branch) => {
      if (left.cases-- <= 0) return false
      const why = search([...others, ...branch], names, left)
      against ??= why?.find((one) => others.includes(one))
      return why !== undefined
    })
    if (isImpossible) return [against ?? literal, literal]
  }
  return undefined
}

function emptySubject({ domains, literalsBySubject }: Conjunction): Clash | undefined {
  for (const [subject, domain] of domains) {
    if (!isEmpty(domain)) continue
    const group = literalsBySubject.get(subject)!
    return [group.at(-2) ?? group[0]!, group.at(-1)!]
  }
  return undefined
}

/** `!has(data.x)` beside a literal that needs the value of x. */
function missingName({ literals, present, names }: Conjunction): Clash | undefined {
  for (const literal of literals) {
    const { node, positive } = literal
    if (node.kind !== 'has' || positive || node.field !== undefined || node.of.kind !== 'name') continue
    if (!present.has(keyOf(node.of))) continue
    const other = literals.find(
      (one) => one !== literal && conjunctionOf([one], names).present.has(keyOf(node.of)),
    )
    if (other) return [literal, other]
  }
  return undefined
}

function clashingParts({ parts, domains, literalsBySubject }: Conjunction): Clash | undefined {
  for (const [text, group] of parts) {
    for (const [i, one] of group.entries())
      for (const other of group.slice(0, i)) {
        const isClash =
          one.positive === other.positive
            ? one.positive && excludesPart(one, other)
            : one.positive
              ? impliesPart(one, other)
              : impliesPart(other, one)
        if (isClash) return [other.literal, one.literal]
      }
    const size = keyOfCall('size_text', text)
    const longest = highest(domains.get(size))
    const long = group.find(({ positive, value }) => positive && [...value].length > longest)
    if (long) return [literalsBySubject.get(size)![0]!, long.literal]
  }
  return undefined
}

function highest(domain: Domain | undefined): number {
  if (domain?.kind === 'range') return domain.high
  if (domain?.kind === 'only') return Math.max(...domain.values.map(Number))
  return Number.POSITIVE_INFINITY
}

/** A subject that can have few values, all of which fail some other literal. */
function failingValues({ literals, domains, literalsBySubject, names }: Conjunction): Clash | undefined {
  for (const [subject, domain] of domains) {
    if (domain.kind !== 'only' || domain.values.length > MOST_VALUES || subject.startsWith('either('))
      continue
    // A bool that is its own subject says nothing about others; and 0.0 equals -0.0, which divides otherwise.
    if (domain.values.every((value) => typeof value === 'boolean')) continue
    if (domain.values.includes(0) && literalsBySubject.get(subject)!.some(isOfDouble)) continue
    let failed: Literal | undefined
    const none = domain.values.every((value) => {
      const fails = literals.find((one) => {
        if (one.subject === subject || one.branches !== undefined || !one.subject.includes(subject))
          return false
        const known = valueWith(one.node, subject, value as Value, names)
        return known === 'fails' || known === !one.positive
      })
      failed ??= fails
      return fails !== undefined
    })
    if (none && failed) return [literalsBySubject.get(subject)![0]!, failed]
  }
  return undefined
}

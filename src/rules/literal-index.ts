import { conjunctionOf } from './conjunction.ts'
import { keyOf } from './constraint.ts'
import type { Ir } from './ir.ts'
import type { Literal } from './literals.ts'

/*
 * Which conditions could imply which, without comparing each with each: a literal is filed under keys, and what
 * implies it looks under at least one of them. A set of values is filed under each value, a piece of text under its
 * first characters, anything else under its subject.
 */

/** Values beyond which a set is filed by its subject alone. */
const MOST_VALUES = 12
/** Characters of a text that count. */
const GRAM = 3
/** Texts longer than this are looked up by their beginning. */
const MOST_TEXT = 200

/** Under what a condition without any literal is filed: it is true of every event. */
export const ALWAYS = '*'

/** The keys that a literal is filed under. */
export function filedUnder(literal: Literal): readonly string[] {
  const { subject, allowed, part, positive, node, branches } = literal
  if (branches !== undefined) {
    // Known by itself, or by any of its alternatives, each of which is known by its first part.
    const keys = branches.flatMap(([first]) => (first === undefined ? [ALWAYS] : filedUnder(first)))
    return [...new Set([`${subject}=true`, ...keys])]
  }
  if (part !== undefined) return [positive ? `${part.of}~${part.value.slice(0, GRAM)}` : `${part.of}!~`]
  if (positive && node.kind === 'has' && node.field === undefined) return [`?${keyOf(node.of)}`]
  if (allowed.kind === 'only' && allowed.values.length <= MOST_VALUES && allowed.values.length > 0)
    return allowed.values.map((value) => `${subject}=${value}`)
  return [subject]
}

/** What is filed at all: keys that nothing is filed under need not be made. */
export interface Filing {
  /** Whether a literal is filed that asks for a name and for nothing else. */
  asksForNames: boolean
  /** Texts of which pieces are filed, by their key. */
  readonly texts: Set<string>
}

/** Notes what a literal that is filed makes worth looking for. */
export function noteFiled({ part, positive, node, branches }: Literal, filing: Filing): void {
  if (part !== undefined && positive) filing.texts.add(part.of)
  if (positive && node.kind === 'has' && node.field === undefined) filing.asksForNames = true
  for (const branch of branches ?? []) if (branch[0] !== undefined) noteFiled(branch[0], filing)
}

/** The keys under which what literals imply together may be found. */
export function lookedUnder(
  literals: readonly Literal[],
  names: Ir['names'],
  { asksForNames, texts }: Filing,
): ReadonlySet<string> {
  const keys = new Set<string>([ALWAYS])
  for (const literal of literals) {
    addLiteral(literal)
    for (const branch of literal.branches ?? []) {
      // Alternatives that are known imply wider ones, which are filed under the first part of each.
      if (branch[0] !== undefined) addLiteral(branch[0])
      if (asksForNames) addPresent(branch)
    }
  }
  if (asksForNames) addPresent(literals)
  return keys

  function addPresent(some: readonly Literal[]): void {
    for (const name of conjunctionOf(some, names).present) keys.add(`?${name}`)
  }

  function addLiteral({ subject, allowed, part, positive, node }: Literal): void {
    keys.add(subject)
    if (allowed.kind === 'only')
      for (const value of allowed.values.slice(0, MOST_VALUES)) {
        keys.add(`${subject}=${value}`)
        if (typeof value === 'string') addGrams(subject, value)
      }
    if (part !== undefined && positive) addGrams(part.of, part.value)
    else if (part !== undefined) keys.add(`${part.of}!~`)
    if (positive && node.kind === 'has' && node.field === undefined) keys.add(`?${keyOf(node.of)}`)
  }

  function addGrams(of: string, text: string): void {
    if (!texts.has(of)) return
    const length = Math.min(text.length, MOST_TEXT)
    keys.add(`${of}~`)
    for (let i = 0; i < length; i++)
      for (let size = 1; size <= GRAM; size++) keys.add(`${of}~${text.slice(i, i + size)}`)
  }
}

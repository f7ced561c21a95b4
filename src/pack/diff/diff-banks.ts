import type { BankTerm, TermBank } from '../../signals/text/term-bank.ts'
import type { Facets } from './facets.ts'

/** What a bank is like, but for its terms, which are told by their number. */
export function bankFacets(bank: TermBank): Facets {
  return {
    terms: String(bank.terms.length),
    exceptions: bank.except.length > 0 ? String(bank.except.length) : undefined,
    language: bank.language,
    policy: bank.policy,
    match: bank.match,
    'known-good': bank.negative ? 'yes' : undefined,
    'across spaces': bank.spaced === false ? 'no' : undefined,
    level: bank.level,
  }
}

/** How many terms and exceptions came and went; undefined when none did. Never the terms: they may hurt to read. */
export function bankRemark(before: TermBank, after: TermBank): string | undefined {
  const parts = [
    count('term', before.terms, after.terms),
    count('exception', before.except, after.except),
  ].flatMap((part) => (part === undefined ? [] : [part]))
  return parts.length > 0 ? parts.join('; ') : undefined
}

function count(
  what: string,
  before: readonly (string | BankTerm)[],
  after: readonly (string | BankTerm)[],
): string | undefined {
  const old = new Set(before.map(keyOf))
  const now = new Set(after.map(keyOf))
  const added = [...now].filter((term) => !old.has(term)).length
  const removed = [...old].filter((term) => !now.has(term)).length
  if (added === 0 && removed === 0) return undefined
  const plural = (n: number) => `${n.toLocaleString('en-US')} ${what}${n === 1 ? '' : 's'}`
  return [added > 0 ? `${plural(added)} added` : '', removed > 0 ? `${plural(removed)} removed` : '']
    .filter((part) => part !== '')
    .join(', ')
}

function keyOf(term: string | BankTerm): string {
  return typeof term === 'string' ? term : JSON.stringify(term)
}

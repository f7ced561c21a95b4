import { atOnce, type Steps } from '../../core/steps.ts'
import type { Item } from '../signal.ts'
import { compileBanksSteps } from './compile-banks.ts'
import type { TermMatcher } from './create-matcher.ts'
import { foldOnce } from './fold-once.ts'
import type { Hit } from './hit.ts'
import type { TermBank } from './term-bank.ts'

type Banks = ReadonlyMap<string, TermBank>

/** One matcher for all banks of a pack, however many signals use them; it goes when the pack goes. */
const matchers = new WeakMap<Banks, TermMatcher>()

/** Gives the banks of a pack a matcher that was compiled elsewhere. */
export function keepMatcher(banks: Banks, matcher: TermMatcher): void {
  matchers.set(banks, matcher)
}

/** Compiles the banks of a pack, or gives what was compiled of them before. */
export function matcherOf(banks: Banks): TermMatcher {
  return atOnce(matcherSteps(banks))
}

/** The same in steps. */
export function* matcherSteps(banks: Banks): Steps<TermMatcher> {
  let matcher = matchers.get(banks)
  if (!matcher) {
    matcher = (yield* compileBanksSteps([...banks.values()])).matcher
    matchers.set(banks, matcher)
  }
  return matcher
}

/** Every term of any bank in an item; the text is folded and scanned once for all signals that ask. */
export function hitsIn(item: Item, matcher: TermMatcher): readonly Hit[] {
  const before = item.shared.get(matcher) as readonly Hit[] | undefined
  if (before) return before
  const hits = matcher.scan(foldOnce(item.raw))
  item.shared.set(matcher, hits)
  return hits
}

import { thread } from '../../core/thread.ts'
import { createMatcher } from './create-matcher.ts'
import { keepMatcher } from './hits-in.ts'
import type { TermBank } from './term-bank.ts'
import type { TermTables } from './term-tables.ts'

/** Up to so many terms are compiled in a few ms, where they are needed. */
export const FEW_TERMS = 3000

/** Compiles large banks in a thread of its own, so that events are judged meanwhile. */
export interface BanksAside {
  /** Keeps the matcher for the signals that will ask for it; few terms are left to them. Rejects when the thread fails. */
  compile(banks: ReadonlyMap<string, TermBank>): Promise<void>
}

/** Makes the compiler; `worker` is the built `compile-banks.worker`. */
export function banksAside(worker: URL): BanksAside {
  const tables = thread<readonly TermBank[], TermTables>(worker, 'compiles banks')
  return {
    async compile(banks) {
      const all = [...banks.values()]
      if (all.reduce((sum, bank) => sum + bank.terms.length + bank.except.length, 0) <= FEW_TERMS) return
      keepMatcher(banks, createMatcher(await tables.ask(all)))
    },
  }
}

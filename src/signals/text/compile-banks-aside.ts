import { Worker } from 'node:worker_threads'
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

/**
 * Makes the compiler; `worker` is the built `compile-banks.worker`. The thread starts with the first large bank and
 * stays, keeping no process alive: the second time its code is warm, which halves the time until a change is live.
 */
export function banksAside(worker: URL): BanksAside {
  let thread: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()

  function tablesOf(banks: readonly TermBank[]): Promise<TermTables> {
    return new Promise((resolve, reject) => {
      const current = thread ?? new Worker(worker)
      thread = current
      current.ref()
      const done = (): void => {
        current.off('message', answer).off('error', fail).off('exit', end)
        current.unref()
      }
      const answer = (tables: TermTables): void => {
        done()
        resolve(tables)
      }
      const fail = (fault: Error): void => {
        done()
        thread = undefined
        reject(fault)
      }
      const end = (code: number): void =>
        fail(new Error(`the thread that compiles banks ended with code ${code}`))
      current.on('message', answer).on('error', fail).on('exit', end)
      current.postMessage(banks)
    })
  }

  return {
    async compile(banks) {
      const all = [...banks.values()]
      if (all.reduce((sum, bank) => sum + bank.terms.length + bank.except.length, 0) <= FEW_TERMS) return
      const mine = last.then(() => tablesOf(all))
      last = mine.catch(() => {})
      keepMatcher(banks, createMatcher(await mine))
    },
  }
}

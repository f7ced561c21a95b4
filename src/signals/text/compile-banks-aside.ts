import { Worker } from 'node:worker_threads'
import { createMatcher } from './create-matcher.ts'
import { keepMatcher } from './hits-in.ts'
import type { TermBank } from './term-bank.ts'
import type { TermTables } from './term-tables.ts'

/** Up to so many terms are compiled in a few ms, where they are needed. */
export const FEW_TERMS = 3000

/**
 * Compiles the banks of a pack in a thread of its own, so that events are judged meanwhile, and keeps the matcher for
 * the signals that will ask for it. `worker` is the built `compile-banks.worker`. Few terms are left to the signals.
 */
export async function compileBanksAside(banks: ReadonlyMap<string, TermBank>, worker: URL): Promise<void> {
  const all = [...banks.values()]
  if (all.reduce((sum, bank) => sum + bank.terms.length + bank.except.length, 0) <= FEW_TERMS) return
  const tables = await new Promise<TermTables>((resolve, reject) => {
    const thread = new Worker(worker)
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`the thread that compiles banks ended with code ${code}`)))
    thread.postMessage(all)
  })
  keepMatcher(banks, createMatcher(tables))
}

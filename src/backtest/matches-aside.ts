import { on, once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { PackFiles } from '../pack/pack.ts'
import type { Found } from './find-matches.ts'
import type { Where } from './investigate/where.ts'

/** What events are looked for: those on which a rule of the pack fires, or that a condition is true of. */
export type MatchesOf =
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'condition'; readonly on: string; readonly when: string; readonly where: Where }

export interface MatchesAsked {
  /** Folder of the history. */
  readonly dir: string
  readonly files: PackFiles
  readonly find: MatchesOf
  readonly fromMs: number
  readonly toMs: number
}

/**
 * Finds matches in a thread of its own, so that traffic is judged meanwhile; `worker` is the built
 * `find-matches.worker`. Rejects when the thread fails; ends early when the signal says so.
 */
export function matchesAside(worker: URL, dir: string) {
  return async function* (
    asked: Omit<MatchesAsked, 'dir'>,
    signal: AbortSignal,
  ): AsyncGenerator<Found, void, void> {
    const thread = new Worker(worker, { workerData: { ...asked, dir } satisfies MatchesAsked })
    try {
      // A thread that ends without a word failed before it could say why.
      const failed = once(thread, 'exit').then(([code]) => {
        thread.emit('error', new Error(`the thread that judges history ended with code ${code}`))
      })
      failed.catch(() => {})
      for await (const [found] of on(thread, 'message', { signal }) as AsyncIterable<[Found | null]>) {
        if (found === null) return
        yield found
      }
    } catch (fault) {
      if (!signal.aborted) throw fault
    } finally {
      thread.removeAllListeners('exit')
      thread.on('error', () => {})
      await thread.terminate()
    }
  }
}

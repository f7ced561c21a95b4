import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { kernelsInEsbuild } from '../../../scripts/kernels.mjs'
import { answerIndex } from './answer-index.ts'
import type { SharedSegment } from './hash-segment.ts'
import type { IndexThreads } from './index-threads.ts'

/** Builds the worker of an index; gives where it lies until the process ends. */
export async function builtIndexWorker(): Promise<URL> {
  const outfile = join(import.meta.dirname, '../../../.cache', `hash-index-${process.pid}`, 'worker.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'hash-index.worker.ts')],
    ...{ outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20', packages: 'external' },
    plugins: [kernelsInEsbuild],
    logLevel: 'error',
  })
  process.on('exit', () => rmSync(join(outfile, '..'), { recursive: true, force: true }))
  return pathToFileURL(outfile)
}

/** What a thread would do, done here and answered when it is said so, to meet with changes in every order. */
export interface HeldThreads extends IndexThreads {
  /** Answers what was asked; `late`: it is worked out only now. */
  answer(late: boolean): void
  /** Fails what was asked. */
  fail(): void
}

export function heldThreads(): HeldThreads {
  let held: ((outcome: 'early' | 'late' | 'fail') => void) | undefined
  const tell = (outcome: 'early' | 'late' | 'fail') => {
    held?.(outcome)
    held = undefined
  }
  return {
    lanes: 1,
    search: () => Promise.reject(new Error('not asked here')),
    save: () => Promise.reject(new Error('not asked here')),
    load: () => Promise.reject(new Error('not asked here')),
    merge: (asked) => {
      const merged = (): SharedSegment => {
        const answer = answerIndex({ kind: 'merge', ...asked })
        if (answer.kind !== 'merged') throw new Error('another answer')
        return answer.segment
      }
      const early = merged()
      return new Promise((resolve, reject) => {
        held = (outcome) => {
          if (outcome === 'fail') reject(new Error('no memory'))
          else resolve(outcome === 'early' ? early : merged())
        }
      })
    },
    release: () => Promise.resolve(),
    answer: (late) => tell(late ? 'late' : 'early'),
    fail: () => tell('fail'),
  }
}

import { createHash } from 'node:crypto'
import { canonicalJson } from '../src/core/canonical-json.ts'
import type { Candidate, Manifest } from '../src/lab/train/candidate.ts'

export const sha = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A candidate of a task; any other seed is another model. */
export function candidate(task: string, seed: number, set: Partial<Manifest> = {}): Candidate {
  const bytes = new TextEncoder().encode(`weights ${task} ${seed}`)
  const manifest: Manifest = {
    ...{
      form: 1,
      task,
      dataset: `ds-${sha(task).slice(0, 32)}`,
      code: 'c',
      lockfile: 'l',
      learner: 'linear',
    },
    ...{
      settings: {},
      seed,
      policyVersion: 'harassment@1',
      gates: 'g',
      calibrator: 'k',
      labels: ['violates'],
    },
    thresholds: { review: 0.4, act: 0.9, actForGood: undefined },
    files: [{ name: 'weights.bin', sha256: sha(bytes), size: bytes.byteLength }],
    ...set,
  }
  const id = `mdl-${sha(canonicalJson(manifest)).slice(0, 32)}` as const
  return { id, manifest, files: new Map([['weights.bin', bytes]]) }
}

import { createHash } from 'node:crypto'
import type { ModelRecord } from '../../lab/registry/model.ts'
import type { ModelStore } from '../../lab/registry/ports.ts'
import type { LoadedModel } from '../../lab/serving/plan-serving.ts'
import type { Manifest } from '../../lab/train/candidate.ts'
import type { Scorer } from '../../lab/train/scorer.ts'
import { ModelFault } from '../../signals/models/model-fault.ts'

/** Makes a scorer of a model's files. Rejects with what is wrong with them. */
export type OpenScorer = (manifest: Manifest, files: ReadonlyMap<string, Uint8Array>) => Promise<Scorer>

export interface LoadModelParts {
  readonly models: Pick<ModelStore, 'files'>
  readonly open: OpenScorer
}

/** A model that is loaded: as it serves, and as batches are scored by it. */
export interface Loaded {
  readonly model: LoadedModel
  readonly scorer: Scorer
}

/** Texts that a model must give scores for before anything asks it: none, one, and such as text is not. */
const TRIED = ['', 'hello', '안녕하세요 \u{1F600}', '\u0000\uD800'.repeat(3), 'x'.repeat(5000)]

/**
 * Loads a model of the registry: its files, read back to their hashes, its scorer, and a few scores that must be numbers
 * from 0 to 1. Rejects naming the model and what is wrong.
 */
export async function loadModel({ models, open }: LoadModelParts, record: ModelRecord): Promise<Loaded> {
  const { id, manifest } = record
  const files = await models.files(id)
  if (files === undefined) throw new Error(`the files of ${id} are kept no more; train it again`)
  for (const { name, sha256 } of manifest.files) {
    const bytes = files.get(name)
    if (bytes === undefined) throw new Error(`${name} of ${id} is missing`)
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Error(`${name} of ${id} is not the file that was trained: its SHA-256 is another`)
  }
  const scorer = await open(manifest, files)
  await tryOut(id, manifest, scorer)
  return {
    scorer,
    model: {
      id,
      labels: scorer.labels,
      now: scorer.now === undefined ? undefined : (text) => scorer.now!(text),
      score: (text, stop) => scoreOne(id, scorer, text, stop),
    },
  }
}

async function tryOut(id: string, { labels }: Manifest, scorer: Scorer): Promise<void> {
  if (scorer.labels.join('\n') !== labels.join('\n'))
    throw new Error(`${id} gives other labels than its manifest names`)
  const scores = await scorer.score(TRIED)
  if (scores.length !== TRIED.length * labels.length)
    throw new Error(`${id} gives ${scores.length} scores where ${TRIED.length * labels.length} are due`)
  if (!scores.every((score) => score >= 0 && score <= 1))
    throw new Error(`${id} gives scores that are no numbers from 0 to 1`)
}

async function scoreOne(id: string, scorer: Scorer, text: string, stop: AbortSignal): Promise<Float32Array> {
  if (stop.aborted) throw new ModelFault('late', `${id} was asked too late`)
  try {
    return await scorer.score([text])
  } catch (fault) {
    if (fault instanceof ModelFault) throw fault
    throw new ModelFault('failed', `${id} gave no score`, { cause: fault })
  }
}

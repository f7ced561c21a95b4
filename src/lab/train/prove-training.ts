import type { PlacedRow } from '../dataset/row.ts'
import { labelsToLearn } from './labels-to-learn.ts'
import type { LinearSettings } from './learner-asked.ts'
import { linearFiles } from './linear-files.ts'
import type { Made, MakeAsked } from './made.ts'
import { sha256 } from './model-id.ts'
import { type Overfit, overfitOneBatch } from './overfit-one-batch.ts'
import { trainLinear } from './train-linear.ts'

/** What training again shows of the training code. Hashes are over artefacts. */
export interface TrainingEvidence {
  /** The same training twice; of a model that was given, the same scores twice. */
  readonly reproduced: { readonly rows: number; readonly first: string; readonly second: string }
  /** The same training, interrupted and gone on with; undefined: this learner has no checkpoints. */
  readonly resumed: { readonly rows: number; readonly first: string; readonly second: string } | undefined
  readonly overfit: Overfit | undefined
  /** Loss of the first epoch and of the last, where it is known. */
  readonly loss: { readonly first: number; readonly last: number } | undefined
}

/** Training again costs as much as training: of more rows, so many are taken. */
const MOST_ROWS = 4000
const SCORED = 200

/** Trains on the same rows again, whole and interrupted, and learns one batch by heart. Throws nothing away: pure evidence. */
export function proveLinear(
  asked: Pick<MakeAsked, 'name' | 'train' | 'categories' | 'seed'>,
  settings: Partial<LinearSettings>,
  points: Made['points'],
): TrainingEvidence {
  const train = asked.train.slice(0, MOST_ROWS)
  const { labels } = labelsToLearn(train, asked.categories)
  const checkpoints: Uint8Array[] = []
  const run = (checkpoint: Uint8Array | undefined): string => {
    const { parts } = trainLinear({
      ...{ name: asked.name, train, tune: [], labels, settings, seed: asked.seed, checkpoint },
      ...{ onProgress: ignore, onPoint: ignore, onCheckpoint: (bytes) => void checkpoints.push(bytes) },
    })
    const files = linearFiles(parts)
    return sha256(Object.values(files).map(sha256).join(' '))
  }
  const first = run(undefined)
  const second = run(undefined)
  const resumed = run(checkpoints[0])
  const early = points.find(({ loss }) => loss !== undefined)?.loss
  const last = points.findLast(({ loss }) => loss !== undefined)?.loss
  return {
    reproduced: { rows: train.length, first, second },
    resumed: { rows: train.length, first, second: resumed },
    overfit: overfitOneBatch(train),
    loss: early === undefined || last === undefined ? undefined : { first: early, last },
  }
}

/** Scores the same rows twice. */
export async function proveScores(made: Made, tune: readonly PlacedRow[]): Promise<TrainingEvidence> {
  const texts = tune.slice(0, SCORED).map(({ text }) => text ?? '')
  const hash = async () => {
    const { buffer, byteOffset, byteLength } = await made.scorer.score(texts)
    return sha256(new Uint8Array(buffer, byteOffset, byteLength))
  }
  return {
    reproduced: { rows: texts.length, first: await hash(), second: await hash() },
    ...{ resumed: undefined, overfit: undefined, loss: undefined },
  }
}

function ignore(): void {}

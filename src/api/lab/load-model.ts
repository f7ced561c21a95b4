import type { ModelRecord } from '../../lab/registry/model.ts'
import type { ModelStore } from '../../lab/registry/ports.ts'
import { fixedStandard, type Standard } from '../../lab/registry/standard.ts'
import { actsOn } from '../../lab/serving/acts-on.ts'
import { knownInputs } from '../../lab/serving/known-inputs.ts'
import type { LoadedModel } from '../../lab/serving/plan-serving.ts'
import type { Manifest } from '../../lab/train/candidate.ts'
import type { GivenFiles } from '../../lab/train/learner-asked.ts'
import type { Scorer } from '../../lab/train/scorer.ts'
import { askOne } from './ask-one.ts'
import { type GivenOfModelParts, givenOfModel } from './given-of-model.ts'

/** Makes a scorer of a model's files. Rejects with what is wrong with them. */
export type OpenScorer = (manifest: Manifest, files: GivenFiles) => Promise<Scorer>

export interface LoadModelParts extends GivenOfModelParts {
  readonly models: Pick<ModelStore, 'files' | 'entries'>
  readonly open: OpenScorer
  /** Milliseconds that only rise. */
  readonly stopwatch: () => number
}

/** A model that is loaded: as it serves, and as batches are scored by it. */
export interface Loaded {
  readonly model: LoadedModel
  readonly scorer: Scorer
  /** By what it is judged, whatever the task says meanwhile; undefined: by the task. */
  readonly standard: Standard | undefined
  /** Whether a text is of the kinds that it was measured on. */
  readonly isKnown: ((text: string) => boolean) | undefined
}

/** Texts that a model must give scores for before anything asks it: none, one, and such as text is not. */
const TRIED = ['', 'hello', '안녕하세요 \u{1F600}', '\u0000\uD800'.repeat(3), 'x'.repeat(5000)]

/**
 * Loads a model of the registry: its files, read back to their hashes, its scorer, and a few scores that must be numbers
 * from 0 to 1. Rejects naming the model and what is wrong.
 */
export async function loadModel(parts: LoadModelParts, record: ModelRecord): Promise<Loaded> {
  const { id, manifest } = record
  const entries = await parts.models.entries(id)
  const scorer = await parts.open(manifest, await givenOfModel(parts, record))
  await tryOut(id, manifest, scorer)
  return {
    scorer,
    standard: fixedStandard(entries),
    isKnown: knownInputs(entries),
    model: {
      id,
      labels: scorer.labels,
      actsOn: actsOn(entries),
      now: scorer.now === undefined ? undefined : (text) => scorer.now!(text),
      score: askOne(id, scorer, parts.stopwatch),
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

import { readPictureText } from '../../signals/media/picture-text.ts'
import { VIOLATES } from '../task.ts'
import { CALIBRATION_FILE, readCalibration } from './calibration-file.ts'
import type { FittedCalibration } from './fit-calibration.ts'
import { classChances } from './fit-softmax.ts'
import { bytesOfGiven } from './given-files.ts'
import type { GivenFiles } from './learner-asked.ts'
import { fromLogOdds, logOdds } from './log-odds.ts'
import { type PictureHead, readPictureHead } from './picture-head-file.ts'
import type { Scorer } from './scorer.ts'

/** Opens a head on the embedding of pictures as the lab keeps it. */
export async function openPictureHead(files: GivenFiles): Promise<Scorer> {
  const head = await readPictureHead(files)
  return pictureScorer(head, readCalibration(await bytesOfGiven(files, CALIBRATION_FILE)))
}

/**
 * A head on the embedding of pictures as a scorer of lines of pictures. What is no such line, or is of another model, is scored as a
 * picture that is like the mean of those learnt from: nothing is known of it.
 */
export function pictureScorer(head: PictureHead, { slope, constant }: FittedCalibration): Scorer {
  const { classes, breaks, labels } = head
  const places = labels.map((label) => classes.indexOf(label))
  const features = new Float32Array(head.means.length)
  const chances = new Float64Array(classes.length)
  const weights = head.weights.map((own) => Float32Array.from(own))

  function now(text: string): Float32Array {
    const line = readPictureText(text)
    const isOurs = line?.model === head.model && line.embedding.length === features.length
    for (let k = 0; k < features.length; k++)
      features[k] = isOurs ? clamp((line.embedding[k]! - head.means[k]!) * head.scales[k]!) : 0
    classChances(features, weights, head.biases, chances)
    const harm = chances.reduce((sum, chance, c) => (breaks[c] ? sum + chance : sum), 0)
    const violates = fromLogOdds(slope * logOdds(Math.min(1, harm)) + constant)
    return Float32Array.from(labels, (label, i) =>
      label === VIOLATES ? violates : (chances[places[i]!] ?? 0),
    )
  }

  return {
    labels,
    now,
    async score(texts) {
      const scores = new Float32Array(texts.length * labels.length)
      for (const [i, text] of texts.entries()) scores.set(now(text), i * labels.length)
      return scores
    },
  }
}

/** An embedding far from all that was learnt from must not make a number that is none. */
function clamp(value: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, value))
}
const FARTHEST = 1e4

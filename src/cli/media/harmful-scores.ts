import type { PictureFacts } from '../../signals/media/media-facts.ts'

/** From here on a score is worth a look. */
export const LEAST_SCORE = 0.7
/** Labels of image models that say that nothing is wrong; all others are taken as harm. */
const HARMLESS = new Set(['neutral', 'drawing', 'drawings', 'safe', 'ok', 'none', 'other', 'ordinary'])

export interface HarmfulScore {
  readonly model: string
  readonly label: string
  readonly score: number
}

/** What image models say of a picture that somebody should look at; the highest first. */
export function harmfulScores({ scores }: PictureFacts): HarmfulScore[] {
  return Object.entries(scores)
    .flatMap(([model, labels]) => Object.entries(labels).map(([label, score]) => ({ model, label, score })))
    .filter(({ label, score }) => score >= LEAST_SCORE && !HARMLESS.has(label.toLowerCase()))
    .sort((a, b) => b.score - a.score)
}

import type { PictureFacts } from '../../signals/media/media-facts.ts'

/** The two likeliest labels of each model, in a line; one model under several names is told once. */
export function scoresLine({ scores }: Pick<PictureFacts, 'scores'>): string {
  const told = Object.values(scores).map((labels) =>
    Object.entries(labels)
      .sort((a, b) => b[1] - a[1])
      .slice(0, 2)
      .map(([label, score]) => `${label} ${score.toFixed(2)}`)
      .join(', '),
  )
  return [...new Set(told)].join('; ')
}

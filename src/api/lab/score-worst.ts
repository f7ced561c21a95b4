import { scoreTexts, type TextScores } from './score-texts.ts'

/**
 * Scores what events say, each in one text or in several, of which the highest score of `violates` counts; where the model failed on
 * one of these it failed on all.
 */
export async function scoreWorst(
  own: Parameters<typeof scoreTexts>[0],
  read: readonly { readonly id: string; readonly texts: readonly string[] }[],
): Promise<TextScores> {
  const lines = read.flatMap(({ id, texts }, owner) => texts.map((text) => ({ id, text, owner })))
  const { scores, again } = await scoreTexts(own, lines)
  const worst: (number | undefined)[] = read.map(() => Number.NEGATIVE_INFINITY)
  for (const [i, { owner }] of lines.entries()) {
    const [before, score] = [worst[owner], scores[i]]
    worst[owner] = before === undefined || score === undefined ? undefined : Math.max(before, score)
  }
  return { scores: worst, again: again.map((one) => ({ ...one, index: lines[one.index]!.owner })) }
}

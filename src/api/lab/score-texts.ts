import { setImmediate } from 'node:timers/promises'
import { hash32 } from '../../core/draw.ts'
import type { Learner } from '../../lab/train/candidate.ts'
import type { Scorer } from '../../lab/train/scorer.ts'

/** Scores of a batch by one model, with what was seen of it on the way. */
export interface TextScores {
  /** Score of `violates` of each text; undefined: the model failed. */
  readonly scores: readonly (number | undefined)[]
  /** Of those texts that were scored again, alone: whether they got the same score, and how long it took. */
  readonly again: readonly { readonly index: number; readonly same: boolean; readonly ms: number }[]
}

/** So many texts are scored at a time: requests are answered in between. Those of other learners take milliseconds each. */
const AT_ONCE = 32
const AT_ONCE_DEAR = 8
/** One in a hundred is scored again. */
const AGAIN = 2 ** 32 / 100
/** A model of another learner sums in an order that hangs on the batch: so far apart its scores may be. */
const NEAR = 1e-4

/**
 * Scores texts in small pieces. One in a hundred, drawn by its id, is scored again by itself: the scores of this
 * project's own learner must be equal to the last bit, those of others nearly.
 */
export async function scoreTexts(
  { scorer, learner, stopwatch }: { scorer: Scorer; learner: Learner; stopwatch: () => number },
  texts: readonly { readonly id: string; readonly text: string }[],
): Promise<TextScores> {
  const width = scorer.labels.length
  const atOnce = learner === 'linear' ? AT_ONCE : AT_ONCE_DEAR
  const scores: (number | undefined)[] = []
  const again: { index: number; same: boolean; ms: number }[] = []
  for (let from = 0; from < texts.length; from += atOnce) {
    const some = texts.slice(from, from + atOnce)
    try {
      const all = await scorer.score(some.map(({ text }) => text))
      for (let i = 0; i < some.length; i++) scores.push(all[i * width])
    } catch {
      for (let i = 0; i < some.length; i++) scores.push(undefined)
    }
    for (const [i, { id, text }] of some.entries()) {
      const first = scores[from + i]
      if (first === undefined || hash32(id) >= AGAIN) continue
      const started = stopwatch()
      const second = await scorer.score([text]).catch(() => undefined)
      const ms = stopwatch() - started
      const same =
        second !== undefined &&
        (learner === 'linear' ? Object.is(second[0], first) : Math.abs(second[0]! - first) <= NEAR)
      again.push({ index: from + i, same, ms })
    }
    await setImmediate()
  }
  return { scores, again }
}

import { type LearnHost, learn } from './learn.ts'
import type { Learnt } from './learn-messages.ts'
import type { LearnInput, LearnTold } from './learn-types.ts'
import { searchSettings } from './search-settings.ts'
import { whyNotLearn } from './why-not-learn.ts'

/** Chooses the settings of the learner on tune rows, and learns with them. */
export async function learnSearched(
  host: LearnHost,
  input: LearnInput,
  tell: (told: LearnTold) => void,
): Promise<Learnt> {
  const refusal = whyNotLearn(input.dataset.rows)
  if (refusal !== undefined) return { ok: false, refusal }
  tell({ kind: 'progress', step: 'train', share: 0, doing: 'choosing settings' })
  const search = await searchSettings(host, input)
  const { learner } = input
  const settled =
    learner.kind === 'linear' && search !== undefined
      ? { ...input, learner: { ...learner, settings: { ...learner.settings, ...search.chosen } } }
      : input
  const learnt = await learn(host, settled, tell)
  return learnt.ok ? { ...learnt, search } : learnt
}

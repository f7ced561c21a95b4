import { directDraft } from '../direct-draft.ts'
import { pickSome } from '../pick-some.ts'
import type { BeginScheme, Step } from '../scheme.ts'
import { respell } from '../text/respell.ts'
import { SPEECH } from '../text/speech.ts'
import type { Truth } from '../truth.ts'
import { newcomer } from '../world.ts'

const TRUTH: Truth = { behaviour: 'near-miss', violating: false, policies: [] }

/** Somebody on the first day asks 3 to 8 strangers the same question. */
export const beginLostNewcomer: BeginScheme = (random, world, startMs) => {
  const actor = newcomer(random, world, startMs, { ageMs: 60_000 + random.int(3_600_000) })
  const sentence = SPEECH[actor.language].scheme(random, 'lost')
  let afterMs = 0
  return pickSome(random, world.accounts, 3 + random.int(6)).map((other): Step => {
    const step = {
      afterMs,
      draft: directDraft(random, actor, other, respell(random, sentence), false, TRUTH),
    }
    afterMs += 15_000 + random.int(60_000)
    return step
  })
}

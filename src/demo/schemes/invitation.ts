import { directDraft } from '../direct-draft.ts'
import { pickSome } from '../pick-some.ts'
import type { BeginScheme, Step } from '../scheme.ts'
import { respell } from '../text/respell.ts'
import { SPEECH } from '../text/speech.ts'
import type { Truth } from '../truth.ts'

const TRUTH: Truth = { behaviour: 'near-miss', violating: false, policies: [] }

/** Somebody asks 12 to 30 friends to the same event, in the same words. */
export const beginInvitation: BeginScheme = (random, world) => {
  const host = random.pick(world.accounts)
  const sentence = SPEECH[host.language].scheme(random, 'invitation')
  let afterMs = 0
  return pickSome(random, world.accounts, 12 + random.int(19)).map((guest): Step => {
    const step = { afterMs, draft: directDraft(random, host, guest, respell(random, sentence), true, TRUTH) }
    afterMs += 4000 + random.int(12_000)
    return step
  })
}

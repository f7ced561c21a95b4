import { directDraft } from '../direct-draft.ts'
import { pickSome } from '../pick-some.ts'
import type { BeginScheme, Step } from '../scheme.ts'
import { SPEECH } from '../text/speech.ts'
import { withTypos } from '../text/typos.ts'
import type { Truth } from '../truth.ts'

const TRUTH: Truth = { behaviour: 'near-miss', violating: false, policies: [] }

/** A popular host greets 15 to 40 guests within minutes, in different words; most of them are friends. */
export const beginGreeting: BeginScheme = (random, world) => {
  const host = random.pick(world.accounts)
  const say = SPEECH[host.language].ordinary
  let afterMs = 0
  return pickSome(random, world.accounts, 15 + random.int(26)).map((guest): Step => {
    const text = withTypos(random, say(random, 'direct'), 0.06)
    const draft = directDraft(random, host, guest, text, random.chance(0.8), TRUTH)
    const step = { afterMs, draft }
    afterMs += 5000 + random.int(15_000)
    return step
  })
}

import { directDraft } from '../direct-draft.ts'
import { pickSome } from '../pick-some.ts'
import type { BeginScheme, Step } from '../scheme.ts'
import { respell } from '../text/respell.ts'
import { SPEECH } from '../text/speech.ts'
import type { Truth } from '../truth.ts'
import { newcomer } from '../world.ts'

const HOUR = 3_600_000
const TRUTH: Truth = {
  behaviour: 'campaign',
  violating: true,
  policies: ['fraud.scam', 'inauthentic.spam', 'inauthentic.bot'],
}
/** The share of campaigns that run from an account somebody has had for long, taken over. */
const TAKEN_OVER = 0.15

/** A scammer's campaign: one account, mostly a new one, writes the same to 15 to 60 strangers within minutes. */
export const beginCampaign: BeginScheme = (random, world, startMs) => {
  const old = random.chance(TAKEN_OVER)
  const ageMs = old ? (30 + random.int(600)) * 24 * HOUR : 60_000 + random.next() * 20 * HOUR
  const actor = newcomer(random, world, startMs, { ageMs })
  const sentence = SPEECH[actor.language].scheme(random, 'campaign')
  // Who is in a hurry is banned late; some know of limits and go slower.
  const everyMs = random.chance(0.75) ? 1500 + random.next() * 5000 : 10_000 + random.next() * 15_000
  let afterMs = 0
  return pickSome(random, world.accounts, 15 + random.int(46)).map((other): Step => {
    const draft = directDraft(random, actor, other, respell(random, sentence), false, TRUTH)
    const step = { afterMs: Math.floor(afterMs), draft }
    afterMs += everyMs * (0.5 + random.next())
    return step
  })
}

import type { DecisionId } from '../../src/core/id.ts'
import { NOW } from '../../src/lab/gates/evidence.fixture.ts'
import type { SeenEvent } from '../../src/lab/probation/plan-batch.ts'
import type { ModelId } from '../../src/lab/train/candidate.ts'
import type { Scorer } from '../../src/lab/train/scorer.ts'
import { EVENTS_A_DAY, type Traffic } from './on-live-traffic.ts'
import type { ZooWorld } from './world.ts'

const TEXTS = 2000
const WITH_EMOJI = 0.05
const DAY_MS = 86_400_000

/** Live traffic for a model whose scores hang on the text: what the world says, judged as the world has it. */
export async function liveTexts(
  scorer: Scorer,
  { rows }: ZooWorld,
  random: () => number,
): Promise<(model: ModelId, day: number) => Traffic> {
  const said = Array.from({ length: TEXTS }, () => {
    const { text = '', violates } = rows[Math.floor(random() * rows.length)]!
    return { violates, text: random() < WITH_EMOJI ? `${text} 🙂` : text }
  })
  const scores = await scorer.score(said.map(({ text }) => text))
  return (model, day) => {
    const violates = new Set<DecisionId>()
    const events = Array.from({ length: EVENTS_A_DAY }, (_, i): SeenEvent => {
      const at = Math.floor(random() * said.length)
      const decision = `dec-zoo-${day}-${i}-${Math.floor(random() * 1e9)}` as DecisionId
      if (said[at]!.violates) violates.add(decision)
      const [account, atMs] = [`account:${day}-${i}`, NOW + day * DAY_MS - 1]
      return { decision, type: 'chat', account, atMs, scores: new Map([[model, scores[at]!]]) }
    })
    return { events, violates }
  }
}

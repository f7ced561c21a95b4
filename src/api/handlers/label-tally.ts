import type { LabelTallyReply } from '../contract/labels.ts'
import type { MakeHandler } from '../handler.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const MOST = 10_000

/** Counts who bears which label of the live pack. */
export const labelTally: MakeHandler =
  ({ labels, engine, clock }) =>
  async (request) => {
    unbounded(request, 'Labels are of')
    const names = [...engine.ruleset.pack.labels.keys()]
    const counts = await orUnavailable(labels.log.tally(names, clock.now(), MOST + 1))
    return {
      labels: names.map((label) => {
        const bearers = counts.get(label) ?? 0
        return { label, bearers: Math.min(bearers, MOST), more: bearers > MOST }
      }),
    } satisfies LabelTallyReply
  }

import type { LoadedModel } from '../../lab/serving/plan-serving.ts'
import { pickServed } from '../../signals/models/lab/pick-served.ts'
import type { ServedModel, ServedTask } from '../../signals/models/lab/served-task.ts'

/** What a drill came to: how long the swap took, and how many requests got no answer. */
export interface Drill {
  readonly ok: boolean
  readonly ms: number
  readonly dropped: number
  readonly asked: number
}

const ASKED = 200
const NOTHING = { rank: undefined, act: undefined, act_for_good: undefined }

/**
 * Drills a rollback in a sandbox: requests go to a model while it is taken out of service, and whatever serves after it
 * takes over. What is asked in the live service is not touched.
 */
export async function drillRollback(
  stopwatch: () => number,
  next: LoadedModel,
  before: LoadedModel | undefined,
): Promise<Drill> {
  const serving = new Map<string, ServedTask>()
  const served = (model: LoadedModel): ServedModel => ({ ...model, thresholds: NOTHING })
  serving.set('drill', { live: served(next), canary: undefined })
  const stop = new AbortController().signal
  const event = { id: undefined, type: '', time: 0, receivedAt: 0, world: '', session: undefined }
  const asked = { ...event, actor: undefined, target: undefined, data: {} }
  let dropped = 0
  const ask = async (i: number): Promise<void> => {
    const model = pickServed(serving.get('drill'), asked)
    // Without a model before it, nothing serves: that is an answer, too.
    if (model === undefined) return
    await model.score(`drill ${i}`, stop).catch(() => {
      dropped++
    })
  }
  const first = Array.from({ length: ASKED / 2 }, (_, i) => ask(i))
  const started = stopwatch()
  if (before === undefined) serving.delete('drill')
  else serving.set('drill', { live: served(before), canary: undefined })
  const isSwapped = pickServed(serving.get('drill'), asked)?.id === before?.id
  const ms = stopwatch() - started
  await Promise.all([...first, ...Array.from({ length: ASKED / 2 }, (_, i) => ask(i))])
  return { ok: isSwapped && dropped === 0 && ms < 100, ms, dropped, asked: ASKED }
}

import type { ChangePlan } from './change-plan.ts'
import { outsidePlan } from './outside-plan.ts'
import type { Planned, SeenModel } from './ports.ts'

/** A person signs what a model in shadow changes against the live one beyond the plan of its task. */
export function planSignOff(
  { record, peers }: SeenModel,
  asked: { readonly by: string; readonly why: string; readonly plan: ChangePlan },
): Planned {
  const live = peers.find(({ state }) => state === 'live')
  const changes = live === undefined ? [] : outsidePlan(live.manifest, record.manifest, asked.plan)
  if (record.state !== 'shadow' || changes.length === 0)
    return {
      ok: false,
      why: record.state === 'shadow' ? 'it changes nothing that needs a signature' : `it is ${record.state}`,
      wayOut: 'only a model in shadow that changes more than its plan allows is signed off',
    }
  const body = { changes, against: live!.id }
  return {
    ok: true,
    change: {
      entries: [{ model: record.id, kind: 'signed', by: asked.by, why: asked.why, body }],
      models: [],
    },
  }
}

import type { Planned, SeenModel } from './ports.ts'
import { isTerminal } from './states.ts'

/** Ends a model, whatever it is: it has no force any more, and nobody goes back to it. A person may do so alone. */
export function planRetire(
  { record }: SeenModel,
  asked: { readonly by: string; readonly why: string },
): Planned {
  const { id, state, isLastGood } = record
  if (isTerminal(state) && !isLastGood)
    return { ok: false, why: `it is ${state} already`, wayOut: 'nothing is left to be done' }
  return {
    ok: true,
    change: {
      entries: [
        {
          ...{ model: id, kind: 'move', by: asked.by, why: asked.why },
          body: { from: state, to: 'retired', isLastGood: false },
        },
      ],
      models: [{ id, set: { state: 'retired', authority: 'observe', share: 0, isLastGood: false } }],
    },
  }
}

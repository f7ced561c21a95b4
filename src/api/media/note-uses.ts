import type { Entry } from '../../engine/ports.ts'
import type { Pack } from '../../pack/pack.ts'
import { gravestOf } from '../../review/gravest-of.ts'
import { mediaNamed } from './media-named.ts'
import type { MediaStore } from './ports.ts'

/**
 * Notes that a decision is about the files that its event names, before it is stored: so a file never goes while an
 * event that is kept names it. Undefined where it names none, which most do not.
 */
export function noteUses(
  store: Pick<MediaStore, 'use'>,
  pack: Pick<Pack, 'eventTypes' | 'signals'>,
  { decision, event, keep }: Entry,
): Promise<void> | undefined {
  const named = mediaNamed(pack, event)
  if (named.length === 0) return undefined
  const { world, actor, target, session } = decision
  // What is held against the catalogue goes into it.
  const slots = pack.eventTypes.get(event.type)?.slots ?? []
  const isListed = ({ feature }: { readonly feature: string }) =>
    slots.some(({ signal, of }) => of === feature && pack.signals.get(signal)?.kind === 'copies')
  const atMs = Date.parse(decision.receivedAt)
  return store.use(
    named.map(({ id }) => id),
    {
      ...{ decision: decision.decision, world, actor, target, session },
      severity: gravestOf(decision),
      atMs,
      untilMs: atMs + keep.contentMs,
      lists: target?.startsWith('item:') ? named.filter(isListed).map(({ id }) => id) : [],
      allowed: decision.verdict === 'allow',
    },
  )
}

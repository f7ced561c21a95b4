import { mostAuthority } from './authority.ts'
import { mayRaise, type RaiseAsked } from './may-raise.ts'
import type { Planned, SeenModel } from './ports.ts'

/** Asks for more authority, or gives it where another person has asked for the same. */
export function planRaise(seen: SeenModel, asked: RaiseAsked & { readonly why: string }): Planned {
  const verdict = mayRaise(seen, asked)
  if (!verdict.ok) return verdict
  const { id, authority, share, state, cap } = seen.record
  const { to, by, why } = asked
  if (verdict.step === 'ask')
    return {
      ok: true,
      change: { entries: [{ model: id, kind: 'asked', by, why, body: { to, from: authority } }], models: [] },
    }
  const body = { from: authority, to, rests: [verdict.asked], persons: [verdict.askedBy, by] }
  return {
    ok: true,
    change: {
      entries: [{ model: id, kind: 'authority', by, why, body }],
      // In shadow it is an emergency: it ranks for all.
      models: [
        { id, set: { authority: to, cap: mostAuthority(cap, to), share: state === 'shadow' ? 1 : share } },
      ],
    },
  }
}

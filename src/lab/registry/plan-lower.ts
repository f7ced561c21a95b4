import { type Authority, compareAuthority, leastAuthority } from './authority.ts'
import type { Planned, Refusal, SeenModel } from './ports.ts'

/** Whether somebody may have a model do less from now on: always, by one person or the system, when it is less. */
export function mayLower(
  { record }: Pick<SeenModel, 'record'>,
  to: Authority,
): { readonly ok: true } | Refusal {
  if (compareAuthority(to, record.cap) < 0) return { ok: true }
  return {
    ok: false,
    why: `it may do no more than ${record.cap} as it is`,
    wayOut: 'name a step below, or ask for more with `haechi model raise`',
  }
}

/** Lowers what a model may do, now and after any move, until two persons raise it again. */
export function planLower(
  seen: SeenModel,
  { to, by, why }: { readonly to: Authority; readonly by: string; readonly why: string },
): Planned {
  const verdict = mayLower(seen, to)
  if (!verdict.ok) return verdict
  const { id, authority } = seen.record
  const least = leastAuthority(authority, to)
  return {
    ok: true,
    change: {
      entries: [{ model: id, kind: 'authority', by, why, body: { from: authority, to: least, cap: to } }],
      models: [{ id, set: { authority: least, cap: to } }],
    },
  }
}

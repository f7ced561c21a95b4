import type { MayAct } from './may-reverse.ts'

/** Whether a statement may be appealed: `never` where it says nothing of it, `late` from the end of its time on. */
export function mayAppeal(
  { appealUntilMs }: { readonly appealUntilMs: number | undefined },
  nowMs: number,
): MayAct<'never' | 'late'> {
  if (appealUntilMs === undefined) return { ok: false, why: 'never' }
  return appealUntilMs <= nowMs ? { ok: false, why: 'late' } : { ok: true }
}

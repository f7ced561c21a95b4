import type { LabelChange } from './ports.ts'

/** By the definition: each source's latest say holds unless it was followed by a taking off. */
export function borne(changes: readonly LabelChange[], entity: string, label: string, atMs: number): boolean {
  const of = changes.filter((one) => one.entity === entity && one.label === label)
  const offs = of.filter(({ op }) => op === 'unset').map(({ id }) => id)
  const last = new Map<string | undefined, LabelChange>()
  for (const one of of) {
    if (one.op === 'set' && (last.get(one.rule)?.id ?? '') <= one.id) last.set(one.rule, one)
  }
  return [...last.values()].some(
    ({ id, untilMs }) => offs.every((off) => off <= id) && (untilMs ?? Number.POSITIVE_INFINITY) > atMs,
  )
}

import type { ListFilter } from '../../enforcement/log/ports.ts'

/** What a list is narrowed to, as the store is asked for it. */
export function listFilter(asked: {
  readonly world?: string
  readonly policy?: string
  readonly from?: string
  readonly to?: string
}): ListFilter {
  const { world, policy, from, to } = asked
  const ms = (time: string | undefined) => (time === undefined ? undefined : Date.parse(time))
  return { world, policy, fromMs: ms(from), toMs: ms(to) }
}

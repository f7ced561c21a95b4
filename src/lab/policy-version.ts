import type { Task } from './task.ts'

/**
 * The policies of a task as they are now: `id@version` of each, in order, with commas between. Of a task that names none,
 * those under which its rows were labelled; of imported rows, none.
 */
export function policyVersionOf(
  { policies }: Pick<Task, 'policies'>,
  /** `id@version` of those under which rows were labelled. */
  labelled: readonly string[],
  live: Iterable<{ readonly id: string; readonly version: number }>,
): string {
  const named = policies.length > 0 ? policies : labelled.map((one) => one.split('@')[0]!)
  return [...live]
    .filter(({ id }) => named.some((one) => id === one || id.startsWith(`${one}.`)))
    .map(({ id, version }) => `${id}@${version}`)
    .sort()
    .join(',')
}

import type { Task } from './task.ts'

/**
 * The policies of a task as they are now: `id@version` of each, in order, with commas between. A task that names none is
 * for whatever policy, and hangs on the versions of none.
 */
export function policyVersionOf(
  { policies: named }: Pick<Task, 'policies'>,
  policies: Iterable<{ readonly id: string; readonly version: number }>,
): string {
  if (named.length === 0) return 'any'
  return [...policies]
    .filter(({ id }) => named.some((one) => id === one || id.startsWith(`${one}.`)))
    .map(({ id, version }) => `${id}@${version}`)
    .sort()
    .join(',')
}

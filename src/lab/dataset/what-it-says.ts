import type { Task } from '../task.ts'

/** A judgement, as far as it matters what it says. `policy` (asked; empty: whatever) and `policies` (found) as `id@version`. */
export interface SaidOfPolicies {
  readonly choice: 'violates' | 'fine'
  readonly policy: string
  readonly policies: readonly string[]
}

/**
 * What a judgement says of a task; undefined: nothing. One whether any policy is broken, or one of the task's, says what
 * it found; one about another policy says only what it found beside. `broken`: the task's policies that it names.
 */
export function whatItSays(
  task: Pick<Task, 'policies'>,
  { choice, policy, policies }: SaidOfPolicies,
): { readonly violates: boolean; readonly broken: readonly string[] } | undefined {
  const named = policies.length > 0 ? policies : choice === 'violates' && policy !== '' ? [policy] : []
  const broken = choice === 'violates' ? named.filter((one) => isOf(task, one)) : []
  const violates = broken.length > 0 || (choice === 'violates' && named.length === 0)
  const isAsked = policy === '' || isOf(task, policy)
  return violates || isAsked ? { violates, broken } : undefined
}

/** A task names policies by their ids or families; one that names none is about all. */
function isOf({ policies }: Pick<Task, 'policies'>, policy: string): boolean {
  const id = bareId(policy)
  return policies.length === 0 || policies.some((one) => id === one || id.startsWith(`${one}.`))
}

/** The id of `id@version`. */
export function bareId(policy: string): string {
  return policy.split('@', 1)[0]!
}

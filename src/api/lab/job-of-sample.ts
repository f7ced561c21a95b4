import type { Task } from '../../lab/task.ts'
import type { Pack } from '../../pack/pack.ts'

/** Where the jobs that a task draws go, and what reviewers are asked: a policy where the task is about one alone. */
export function jobOfSample(pack: Pack, { probation, policies }: Task): { queue: string; policy: string } {
  const { queue } = probation
  const known = queue !== undefined && pack.queues.has(queue) ? queue : undefined
  // Where the pack has its own draws judged.
  const audit = pack.review.samples[0]?.queue
  const fallback = audit ?? [...pack.queues.values()].find(({ isDefault }) => isDefault)?.name
  const policy = policies.length === 1 ? pack.policies.get(policies[0]!) : undefined
  return {
    queue: known ?? fallback ?? 'default',
    policy: policy === undefined ? '' : `${policy.id}@${policy.version}`,
  }
}

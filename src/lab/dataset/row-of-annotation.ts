import type { Event } from '../../core/event.ts'
import { decisionTime } from '../../core/id.ts'
import type { Task } from '../task.ts'
import { hashRow } from './hash-row.ts'
import type { SettledAnnotation } from './ports.ts'
import type { LabRow } from './row.ts'

/** What a task reads of an event. */
export interface ReadText {
  readonly text: string
  readonly accountAgeMs: number | undefined
}

/**
 * The row that a final judgement makes for a task; undefined when it says nothing of the task. A judgement whether any
 * policy is broken, or one of the task's, says what it found; one about another policy says only what it found beside.
 */
export function rowOfAnnotation(
  task: Pick<Task, 'policies'>,
  annotation: SettledAnnotation,
  event: Event,
  { text, accountAgeMs }: ReadText,
): LabRow | undefined {
  const { choice, policy, policies } = annotation
  const named = policies.length > 0 ? policies : choice === 'violates' && policy !== '' ? [policy] : []
  const broken = choice === 'violates' ? named.filter((one) => isOf(task, one)) : []
  const isAsked = policy === '' || isOf(task, policy)
  const violates = broken.length > 0 || (choice === 'violates' && named.length === 0)
  if (!violates && !isAsked) return undefined
  const said = {
    text,
    labels: [...new Set(broken.map(idOf))].sort(),
    violates,
    ...{ account: event.actor, world: annotation.world, surface: event.type, language: annotation.language },
    ...{
      accountAgeMs,
      atMs: decisionTime(annotation.decision),
      source: 'annotation',
      decision: annotation.decision,
    },
    policyVersion: broken[0] ?? (policy === '' ? undefined : policy),
    ...{ reviewer: annotation.reviewer, blind: annotation.blind },
    probability: annotation.sample === undefined ? undefined : annotation.probability,
    design: annotation.sample,
  }
  return { ...said, hash: hashRow(said) }
}

/** A task names policies by their ids or families; one that names none is about all. */
function isOf({ policies }: Pick<Task, 'policies'>, policy: string): boolean {
  const id = idOf(policy)
  return policies.length === 0 || policies.some((one) => id === one || id.startsWith(`${one}.`))
}

function idOf(policy: string): string {
  return policy.split('@', 1)[0]!
}

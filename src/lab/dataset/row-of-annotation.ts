import type { Event } from '../../core/event.ts'
import { decisionTime } from '../../core/id.ts'
import type { Task } from '../task.ts'
import { hashRow } from './hash-row.ts'
import type { SettledAnnotation } from './ports.ts'
import type { LabRow } from './row.ts'
import { bareId, whatItSays } from './what-it-says.ts'

/** What a task reads of an event. */
export interface ReadText {
  readonly text: string
  readonly accountAgeMs: number | undefined
}

/** Of a picture every row has a class: these are of those that break no policy, and of those of which nobody said which. */
export const FINE_PICTURE = 'fine'
const UNNAMED = 'violating'

/** The row that a final judgement makes for a task; undefined when it says nothing of the task. */
export function rowOfAnnotation(
  task: Pick<Task, 'policies' | 'content'>,
  annotation: SettledAnnotation,
  event: Event,
  { text, accountAgeMs }: ReadText,
): LabRow | undefined {
  const says = whatItSays(task, annotation)
  if (says === undefined) return undefined
  const { violates, broken } = says
  const { policy } = annotation
  const named = [...new Set(broken.map(bareId))].sort()
  const said = {
    text,
    labels: named.length > 0 || task.content !== 'image' ? named : [violates ? UNNAMED : FINE_PICTURE],
    violates,
    account: event.actor,
    world: annotation.world,
    ...{ surface: event.type, language: annotation.language, accountAgeMs },
    atMs: decisionTime(annotation.decision),
    ...{ source: 'annotation', decision: annotation.decision },
    policyVersion: broken[0] ?? (policy === '' ? undefined : policy),
    ...{ reviewer: annotation.reviewer, blind: annotation.blind },
    probability: annotation.sample === undefined ? undefined : annotation.probability,
    design: annotation.sample,
  }
  return { ...said, hash: hashRow(said) }
}

import type { Event } from '../../core/event.ts'
import type { DecisionId } from '../../core/id.ts'
import { decisionTime } from '../../core/id.ts'
import type { ReadText } from '../../lab/dataset/row-of-annotation.ts'
import type { Task } from '../../lab/task.ts'
import type { Pack } from '../../pack/pack.ts'
import { accountFacts } from '../../review/account-facts.ts'

/** The texts that tasks read of events, by the event types of the live pack. */
export function readText({
  eventTypes,
}: Pack): (task: Task, event: Event, decision: DecisionId) => ReadText | undefined {
  return ({ of, on }, { type, data }, decision) => {
    if (on !== undefined && !on.includes(type)) return undefined
    const feature = of === 'content' ? eventTypes.get(type)?.content : of
    const text = feature === undefined ? undefined : data[feature]
    if (typeof text !== 'string' || text === '') return undefined
    return { text, accountAgeMs: accountFacts(data, decisionTime(decision)).ageMs ?? undefined }
  }
}

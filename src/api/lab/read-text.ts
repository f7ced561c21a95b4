import { decisionTime } from '../../core/id.ts'
import type { SnapshotParts } from '../../lab/dataset/take-snapshot.ts'
import type { Pack } from '../../pack/pack.ts'
import { accountFacts } from '../../review/account-facts.ts'

/** What tasks read of events, by the event types of the live pack. */
export function readText({ eventTypes }: Pack): SnapshotParts['read'] {
  return ({ of, on }, { type, data }, decision) => {
    if (on !== undefined && !on.includes(type)) return undefined
    const feature = of === 'content' ? eventTypes.get(type)?.content : of
    const text = feature === undefined ? undefined : data[feature]
    if (typeof text !== 'string' || text === '') return undefined
    return { text, accountAgeMs: accountFacts(data, decisionTime(decision)).ageMs ?? undefined }
  }
}

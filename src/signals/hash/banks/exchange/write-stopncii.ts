import type { MemberState } from '../../../../core/member-state.ts'
import type { ExportedMember } from '../ports.ts'
import { STOPNCII_TYPES } from './read-stopncii.ts'

const TYPES = new Map(Object.entries(STOPNCII_TYPES).map(([theirs, ours]) => [ours, theirs]))

/** What people here made of it, as a platform says it to StopNCII. */
const FEEDBACK: Readonly<Partial<Record<MemberState, string>>> = {
  confirmed: 'Blocked',
  questioned: 'PendingReview',
  quarantined: 'PendingReview',
  disputed: 'NotBlocked',
}

/** Writes `hashRecords` as StopNCII's FetchHashes gives them, on one page; kinds that it does not know are left out. */
export async function* writeStopNcii(
  members: AsyncIterable<ExportedMember>,
): AsyncGenerator<string, void, undefined> {
  let count = 0
  let last = 0
  yield '{"hashRecords":['
  for await (const { type, value, state, tags, changedMs } of members) {
    const signalType = TYPES.get(type)
    if (signalType === undefined) continue
    const feedback = FEEDBACK[state]
    const hashStatus = state === 'withdrawn' ? 'Withdrawn' : 'Active'
    const cases = tags.flatMap((tag) =>
      tag.startsWith('case:') ? [[tag.slice(5), hashStatus] as const] : [],
    )
    const record = {
      ...{ lastModtimestamp: Math.trunc(changedMs / 1000), signalType, hashValue: value, hashStatus },
      caseNumbers: Object.fromEntries(cases),
      CSPFeedbacks: feedback === undefined ? [] : [{ feedbackValue: feedback, tags: [], source: 'haechi' }],
    }
    yield `${count === 0 ? '' : ','}\n${JSON.stringify(record)}`
    count++
    last = Math.max(last, record.lastModtimestamp)
  }
  yield `\n],"count":${count},"nextPageToken":"","nextSetTimestamp":${last},"hasMoreRecords":false}\n`
}

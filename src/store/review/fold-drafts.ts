import type { JobDraft } from '../../review/ports.ts'

/** One job as it is written: drafts for the same item and family made one. */
export interface FoldedDraft {
  readonly draft: JobDraft
  readonly events: number
}

/** Whether later events and reports join it. */
export function joins({ kind }: JobDraft): boolean {
  return kind === 'rule' || kind === 'report'
}

/**
 * Makes drafts for one item and family one, as they will be in the table; the first gives its id, the gravest its policy,
 * queue and rank. In the order of items, so that two writers lock in one order.
 */
export function foldDrafts(drafts: readonly JobDraft[]): FoldedDraft[] {
  const byItem = new Map<string, FoldedDraft>()
  const folded: FoldedDraft[] = []
  for (const draft of drafts) {
    const events = draft.kind === 'rule' ? 1 : 0
    if (!joins(draft)) {
      folded.push({ draft, events: 1 })
      continue
    }
    const key = `${draft.item}\n${draft.family}`
    const before = byItem.get(key)
    byItem.set(
      key,
      before === undefined
        ? { draft, events }
        : { draft: join(before.draft, draft), events: before.events + events },
    )
  }
  const keys = [...byItem.keys()].sort((a, b) => (a < b ? -1 : 1))
  return [...folded, ...keys.map((key) => byItem.get(key)!)]
}

function join(first: JobDraft, next: JobDraft): JobDraft {
  const graver = next.severity < first.severity ? next : first
  return {
    ...first,
    ...{ policy: graver.policy, severity: graver.severity, queue: graver.queue },
    reach: Math.max(first.reach, next.reach),
    reports: first.reports + next.reports,
    reportWeight: (first.reportWeight ?? 0) + (next.reportWeight ?? 0),
    mass: first.mass || next.mass,
    trusted: (first.trusted ?? false) || (next.trusted ?? false),
    createdMs: Math.min(first.createdMs, next.createdMs),
    dueMs: Math.min(first.dueMs, next.dueMs),
    ...(graver.doublesMs !== undefined && { doublesMs: graver.doublesMs }),
    needs: first.needs > next.needs ? first.needs : next.needs,
  }
}

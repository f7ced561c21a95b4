import { type AuditEntry, type AuditHead, NO_HASH } from '../../core/audit-entry.ts'
import { hashEntry } from '../../core/hash-audit-entry.ts'

/** The first place where the chain does not hold, and how. */
export interface ChainFault {
  readonly seq: number
  /** `truncated`: entries at the end are gone. */
  readonly how: 'changed' | 'missing' | 'reordered' | 'truncated'
  readonly why: string
}

export type Verified =
  | { readonly ok: true; readonly entries: number; readonly head: AuditHead }
  | { readonly ok: false; readonly entries: number; readonly fault: ChainFault }

export interface VerifyAsked {
  /** The end that the log itself states. */
  readonly head: AuditHead
  /** An end that was kept elsewhere; the chain must still pass through it. */
  readonly since?: AuditHead | undefined
}

/** What pruning leaves in its own entry: up to where entries went, and the hash of the last. */
export interface Pruned {
  readonly prunedTo: number
  readonly hash: string
}

/**
 * Walks the chain in the order in which it is given, and stops at the first entry that does not hold. A chain whose
 * beginning was pruned must hold the entry that says so.
 */
export async function verifyChain(
  entries: AsyncIterable<AuditEntry> | Iterable<AuditEntry>,
  { head, since }: VerifyAsked,
): Promise<Verified> {
  let count = 0
  let last: AuditHead = { seq: 0, hash: NO_HASH }
  /** Where a chain begins that does not begin at 1; some entry must vouch for it. */
  let vouched: AuditHead | undefined
  let isVouched = true
  const fault = (seq: number, how: ChainFault['how'], why: string): Verified => ({
    ...{ ok: false, entries: count, fault: { seq, how, why } },
  })

  const ahead = lookAhead(entries)
  for (let entry = await ahead.next(); entry !== undefined; entry = await ahead.next()) {
    if (count === 0 && entry.seq > 1) {
      vouched = { seq: entry.seq - 1, hash: entry.previous }
      isVouched = false
      last = vouched
    }
    if (entry.seq !== last.seq + 1) {
      const comesLater = await ahead.some(({ seq }) => seq === last.seq + 1)
      if (entry.seq <= last.seq || comesLater)
        return fault(last.seq + 1, 'reordered', `Entry ${entry.seq} stands behind entry ${last.seq}.`)
      return fault(last.seq + 1, 'missing', `After entry ${last.seq} comes ${entry.seq}.`)
    }
    const isWhole = hashEntry(entry) === entry.hash
    if (entry.previous !== last.hash) {
      const before = last.hash
      if (await ahead.some(({ previous }) => previous === before))
        return fault(entry.seq, 'reordered', 'The entry that belongs here stands further behind.')
      if (!isWhole) return fault(entry.seq, 'changed', 'The entry is not what its hash was made of.')
      return count === 0
        ? fault(entry.seq, 'changed', 'The first entry names an entry before it.')
        : fault(last.seq, 'changed', 'The entry behind it vouches for another one.')
    }
    if (!isWhole) return fault(entry.seq, 'changed', 'The entry is not what its hash was made of.')
    count++
    last = { seq: entry.seq, hash: entry.hash }
    if (since?.seq === last.seq && since.hash !== last.hash)
      return fault(last.seq, 'changed', 'The chain up to here is another one than the head that was kept.')
    if (!isVouched && entry.what === 'audit.pruned') {
      const { prunedTo, hash } = JSON.parse(entry.details) as Partial<Pruned>
      isVouched = prunedTo === vouched?.seq && hash === vouched?.hash
    }
  }
  if (!isVouched)
    return fault(
      1,
      'missing',
      `The chain begins at entry ${(vouched?.seq ?? 0) + 1}, and no entry says that older ones were pruned.`,
    )
  const end = since !== undefined && since.seq > head.seq ? since : head
  if (last.seq < end.seq)
    return fault(last.seq + 1, 'truncated', `The chain ends at entry ${last.seq}, and went on to ${end.seq}.`)
  if (last.seq > end.seq || last.hash !== end.hash)
    return fault(last.seq, 'changed', 'The last entry is not the one that the head of the log names.')
  return { ok: true, entries: count, head: last }
}

/** How far behind an entry is looked for that was moved. */
const AHEAD = 1000

function lookAhead(entries: AsyncIterable<AuditEntry> | Iterable<AuditEntry>) {
  const source =
    Symbol.asyncIterator in entries ? entries[Symbol.asyncIterator]() : entries[Symbol.iterator]()
  const held: AuditEntry[] = []
  const read = async () => {
    const { done, value } = await source.next()
    return done ? undefined : (value as AuditEntry)
  }
  return {
    next: async () => held.shift() ?? (await read()),
    async some(is: (entry: AuditEntry) => boolean): Promise<boolean> {
      while (held.length < AHEAD) {
        const entry = await read()
        if (entry === undefined) break
        held.push(entry)
      }
      return held.some(is)
    },
  }
}

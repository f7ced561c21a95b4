import { setImmediate as breathe } from 'node:timers/promises'
import { verifyChain } from '../../access/audit/verify-chain.ts'
import type { AuditLog } from '../../access/ports.ts'
import type { AuditEntry, AuditHead } from '../../core/audit-entry.ts'
import type { VerifyAuditLine } from '../contract/audit-verify.ts'

/** A piece is hashed in a few ms, between which requests are answered. */
const PIECE = 500

/**
 * Walks the chain up to where it ends now, and tells after each piece how far it is. Ends without a last line when
 * `stop` is aborted. Rejects with `Unavailable`.
 */
export async function* walkLog(
  log: Pick<AuditLog, 'find' | 'head'>,
  since: AuditHead | undefined,
  stop: AbortSignal,
): AsyncGenerator<VerifyAuditLine> {
  const head = await log.head()
  const told: VerifyAuditLine[] = []
  let tell: (() => void) | undefined
  let over = false
  let entries = 0
  let seq = 0
  const line = (fault: VerifyAuditLine['fault'], done: boolean): VerifyAuditLine => ({
    ...{ entries, seq, head, done, fault },
  })
  const push = (one: VerifyAuditLine) => {
    told.push(one)
    tell?.()
  }

  async function* pieces(): AsyncGenerator<AuditEntry> {
    for (let after = 0; !stop.aborted; ) {
      const found = await log.find({ after, limit: PIECE })
      for (const entry of found) {
        if (entry.seq > head.seq) return
        entries++
        seq = entry.seq
        yield entry
      }
      const last = found.at(-1)
      if (last === undefined || last.seq >= head.seq) return
      after = last.seq
      push(line(null, false))
      await breathe()
    }
  }

  const walking = verifyChain(pieces(), { head, since }).then((verified) => {
    entries = verified.entries
    if (!stop.aborted) push(line(verified.ok ? null : { ...verified.fault }, true))
  })
  const ended = walking.finally(() => {
    over = true
    tell?.()
  })
  ended.catch(() => undefined) // awaited below
  while (!over || told.length > 0) {
    const next = told.shift()
    if (next !== undefined) yield next
    else
      await new Promise<void>((resolve) => {
        tell = resolve
      })
  }
  await ended
}

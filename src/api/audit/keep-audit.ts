import { objectsOf } from '../../access/audit/objects-of.ts'
import type { AuditFact, AuditLog } from '../../access/ports.ts'
import type { Clock } from '../../core/clock.ts'
import { describeFault } from '../describe-fault.ts'
import type { Grant } from '../keyring.ts'
import type { Log } from '../parts.ts'
import type { KeptAudit } from './kept-audit.ts'

const AGAIN_MS = 1000
const NOBODY = { who: 'nobody', name: '' }

/** Writes the audit log; what could not be written just now is tried again. */
export function keepAudit({ log, clock, tell }: { log: AuditLog; clock: Clock; tell: Log }): KeptAudit {
  /** What must still be written. */
  const waiting = new Set<AuditFact>()
  let writing: Promise<void> | undefined
  let told = false
  const timer = setInterval(() => {
    if (waiting.size > 0) void drain()
  }, AGAIN_MS)
  timer.unref()

  function drain(): Promise<void> {
    writing ??= Promise.all(
      [...waiting].map((fact) => log.append(fact).then(() => void waiting.delete(fact))),
    )
      .then(
        () => {
          told = false
        },
        (fault: unknown) => {
          if (!told)
            tell({
              level: 'warn',
              message: 'what was done could not be noted in the audit log; it is tried again',
              ...describeFault(fault),
            })
          told = true
        },
      )
      .finally(() => {
        writing = undefined
      })
    return writing
  }

  function note(fact: Omit<AuditFact, 'atMs'>): void {
    waiting.add({ ...fact, atMs: clock.now() })
    void drain()
  }

  async function settled(): Promise<void> {
    await writing
    if (waiting.size > 0) await drain()
  }

  return {
    log,
    begin(grant, what, request) {
      const { ids, entities } = objectsOf(...request)
      return log.append({
        atMs: clock.now(),
        ...whoIs(grant),
        what,
        ids,
        entities,
        outcome: 'begun',
        details: viaOf(grant),
      })
    },
    end(of, grant, what, status, noted, reply) {
      const who = noted?.who === undefined ? whoIs(grant) : { who: noted.who.id, name: noted.who.name }
      const found = objectsOf(noted?.objects, ownIds(reply))
      note({ ...who, what, ...found, outcome: String(status), details: { of } })
    },
    fact: (fact) => log.append({ ...fact, atMs: clock.now() }),
    note,
    async sight(grant, what, ids) {
      await log.append({
        atMs: clock.now(),
        ...whoIs(grant),
        what,
        ids,
        entities: [],
        outcome: 'seen',
        details: {},
      })
    },
    settled,
    async stop() {
      clearInterval(timer)
      await settled()
    },
  }
}

/** A person, or the key of a machine. */
function whoIs(grant: Grant | null): { who: string; name: string } {
  if (grant === null) return NOBODY
  if (grant.person !== undefined) return { who: grant.person.id, name: grant.person.name }
  return { who: `key:${grant.id}`, name: grant.name }
}

/** By which key or session a person asked. */
function viaOf(grant: Grant | null): Record<string, string> {
  return grant?.person === undefined ? {} : { via: grant.id }
}

/** The ids by which a reply names what it made: those of its top level. */
function ownIds(reply: unknown): unknown {
  if (typeof reply !== 'object' || reply === null || Array.isArray(reply)) return undefined
  return Object.values(reply).filter((value) => typeof value === 'string')
}

import type { ErasureRecord, Erasures, Holds } from '../../access/ports.ts'
import type { Clock } from '../../core/clock.ts'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { idFrom, uuidOf } from '../../core/ids.ts'
import type { Engine } from '../../engine/engine.ts'
import { Unavailable } from '../../engine/ports.ts'
import type { KeptAudit } from '../audit/kept-audit.ts'
import { describeFault } from '../describe-fault.ts'
import type { Log } from '../parts.ts'
import { forgetEntity } from './forget-entity.ts'
import type { KeptErasures } from './kept-erasures.ts'

export interface KeepErasuresParts {
  readonly log: Erasures
  readonly holds: Holds
  readonly engine: Engine
  readonly audit: KeptAudit
  readonly ids: (nowMs: number) => DecisionId
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly clock: Clock
  readonly tell: Log
}

/** Between two pieces of work, so that the database has time for events. */
const PAUSE_MS = 20

/** Carries erasures out piece by piece, and lets this process forget whoever is being erased. */
export function keepErasures(parts: KeepErasuresParts): KeptErasures {
  const { log, holds, engine, audit, ids, clock, tell } = parts
  let stopping = false
  let told = false
  let working: Promise<void> | undefined
  let forgotten: ReadonlySet<string> = new Set()

  async function lookOnce(): Promise<void> {
    try {
      for (let more = true; more && !stopping; ) {
        // Before each piece: an erasure that is asked for while others go on may be done with the next.
        await forget()
        const worked = await log.work(clock.now())
        for (const one of worked.ended) note(one)
        more = worked.more
        if (more) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
      told = false
    } catch (fault) {
      if (!(fault instanceof Unavailable) && !told)
        tell({
          level: 'warn',
          message: 'an erasure does not get on; it is tried again',
          ...describeFault(fault),
        })
      told = true
    }
  }

  async function forget(): Promise<void> {
    const underWay = await log.underWay(clock.now())
    for (const entity of underWay)
      if (!forgotten.has(entity)) forgetEntity({ engine, ids }, entity, clock.now())
    forgotten = new Set(underWay)
  }

  function note({ id, dry, counts }: ErasureRecord): void {
    const details = { ...counts }
    audit.note({
      ...{ who: 'service', name: '', what: dry ? 'erasure.counted' : 'erasure.done' },
      ...{ ids: [id], entities: [], outcome: 'done', details },
    })
    tell({
      level: 'info',
      message: dry ? 'what an erasure would erase was counted' : 'an erasure is done',
      erasure: id,
    })
  }

  return {
    log,
    holds,
    id: ids,
    begin({ entity, reason, by, dry }) {
      const now = clock.now()
      const chance = new Uint8Array(16)
      parts.random(chance)
      const kind = entity.slice(0, entity.indexOf(':'))
      const tombstone = `${kind}:erased-${Buffer.from(chance).toString('hex')}` as EntityRef
      return log.create({
        id: idFrom('era', uuidOf(ids(now))),
        entity,
        tombstone,
        reason,
        by,
        dry,
        askedMs: now,
      })
    },
    look() {
      working ??= lookOnce().finally(() => {
        working = undefined
      })
      return working
    },
    async stop() {
      stopping = true
      await working
    },
  }
}

import { isoTime } from '../../core/iso-time.ts'
import type { TriedOut } from '../../enforcement/log/ports.ts'
import { isInWorlds } from '../../enforcement/may-reverse.ts'
import type { ActPreview } from '../contract/acts.ts'
import type { Grant } from '../keyring.ts'

/** What an act would come to, as the asker may see it. */
export function wirePreview(
  { changes, labels, messages, endpoints }: TriedOut,
  grant: Grant,
  nowMs: number,
): ActPreview {
  const touched = (id: string) => changes.causes.filter((one) => one.enforcement === id)
  return {
    enforcements: changes.enforcements
      .filter(({ world }) => isInWorlds(grant, world))
      .map((one) => {
        const causes = touched(one.id).map(({ cause }) => cause)
        const taken = causes.filter(({ reversedMs }) => reversedMs !== undefined)
        const isNew = one.causes.every(({ atMs }) => atMs === nowMs) && causes.length === one.causes.length
        return {
          id: isNew && taken.length === 0 ? null : one.id,
          ...{ enforcement: one.name, target: one.target, world: one.world ?? null, state: one.state },
          until: one.untilMs === undefined ? null : isoTime(one.untilMs),
          reversible: one.reversible,
          causesTaken: taken.length,
          causesAdded: causes.length - taken.length,
          causesLeft: one.causes.filter(({ reversedMs }) => reversedMs === undefined).length,
        }
      }),
    strikes: changes.strikes.filter(({ reversedMs }) => reversedMs !== undefined).length,
    labels,
    statements: changes.statements
      .filter(({ world }) => isInWorlds(grant, world))
      .map(({ account, kind, body }) => ({ account, kind, texts: { ...body.texts } })),
    ...{ messages, endpoints },
  }
}

import type { Decision } from '../core/decision.ts'
import { Event } from '../core/event.ts'
import type { Engine, Judged } from '../engine/engine.ts'
import { type Appended, type DecisionLog, Unavailable } from '../engine/ports.ts'
import { type Problem, problemOf } from './contract/problem.ts'
import type { Grant } from './keyring.ts'
import type { Measures } from './measures.ts'
import type { KeptMedia } from './media/kept-media.ts'
import { noteUses } from './media/note-uses.ts'
import { validatorOf } from './validator.ts'

export interface ScreenParts {
  readonly engine: Engine
  readonly decisions: DecisionLog
  readonly measures: Measures
  /** Undefined: no files are kept here. */
  readonly media?: Pick<KeptMedia, 'store' | 'judged'> | undefined
}

export type Screened =
  | { readonly ok: true; readonly decision: Decision; readonly repeated: boolean }
  | { readonly ok: false; readonly problem: Problem }

const checkEvent = validatorOf(Event)

/** Judges one event as parsed from JSON, and answers after the decision is stored. Faults throw. */
export function screenEvent(parts: ScreenParts, grant: Grant, value: unknown): Promise<Screened> {
  const start = performance.now()
  const errors = checkEvent(value)
  if (errors) return refused(parts, invalid(errors))
  const event = value as Event
  const { engine } = parts
  if (grant.worlds !== null) {
    const world = event.world ?? engine.ruleset.pack.worlds[0]!
    if (!grant.worlds.has(world)) return refused(parts, worldNotAllowed(event.world === undefined))
  }
  const judged = engine.judge(event)
  return judged instanceof Promise
    ? judged.then((settled) => store(parts, settled, start))
    : store(parts, judged, start)
}

function store(parts: ScreenParts, judged: Judged, start: number): Promise<Screened> {
  if (!judged.ok) return refused(parts, invalid([...judged.problems]))
  const { decision, entry } = judged
  const { measures, media } = parts
  measures.storing(1)
  const noted = media && noteUses(media.store, parts.engine.ruleset.pack, entry)
  const appending =
    noted === undefined ? parts.decisions.append(entry) : noted.then(() => parts.decisions.append(entry))
  return appending.then(
    (appended) => {
      measures.storing(-1)
      judged.settled(appended.kind === 'stored')
      // Another decision stands for the event; should it not be taken back now, it ends with its time.
      if (noted !== undefined) {
        if (appended.kind === 'stored') media!.judged(entry)
        else media!.store.unuse(decision.decision).catch(() => {})
      }
      return answer(parts, decision, appended, (performance.now() - start) / 1000)
    },
    (fault: unknown) => {
      measures.storing(-1)
      judged.settled(false)
      if (!(fault instanceof Unavailable)) throw fault
      measures.unavailable(fault.reason)
      return { ok: false, problem: unavailable(fault) }
    },
  )
}

function answer(parts: ScreenParts, decision: Decision, appended: Appended, seconds: number): Screened {
  switch (appended.kind) {
    case 'stored':
      parts.measures.decided(decision, seconds)
      return { ok: true, decision, repeated: false }
    case 'repeated':
      parts.measures.repeated()
      return { ok: true, decision: appended.decision, repeated: true }
    case 'conflict': {
      parts.measures.refused()
      const detail = `An event with this id was judged before, as decision ${appended.decision}, with another ${appended.field}.`
      return { ok: false, problem: problemOf('conflict', detail, { field: appended.field }) }
    }
  }
}

function refused(parts: ScreenParts, problem: Problem): Promise<Screened> {
  parts.measures.refused()
  return Promise.resolve({ ok: false, problem })
}

/** A problem that lists fields; the first one is named in the sentence. */
export function invalid(errors: { field: string; problem: string; wayOut?: string }[]): Problem {
  const first = errors[0]!
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : ''
  return problemOf('invalid-request', `${first.field} ${first.problem}${more}.`, {
    field: first.field,
    ...(first.wayOut === undefined ? {} : { wayOut: first.wayOut }),
    errors,
  })
}

/** What a key bound to other worlds is answered. */
export function worldNotAllowed(byDefault: boolean): Problem {
  const which = byDefault ? 'the world of events that name none' : 'this world'
  return problemOf('world-not-allowed', `The key may not speak for ${which}.`, { field: 'world' })
}

/** What callers are told while decisions cannot be stored. */
export function unavailable(fault: Unavailable): Problem {
  switch (fault.reason) {
    case 'gone':
      return problemOf('unavailable', 'The database does not answer just now.')
    case 'full':
      return problemOf('unavailable', "The database's disk is full; an operator must make room.")
    case 'busy':
      return problemOf('unavailable', 'More decisions wait to be stored than the database keeps up with.')
  }
}

import type { Clock } from '../../core/clock.ts'
import { type Effect, RetroactId } from '../../core/effect.ts'
import type { DecisionId } from '../../core/id.ts'
import { describeFault } from '../describe-fault.ts'
import type { KeptLabels } from '../labels/kept-labels.ts'
import type { Log } from '../parts.ts'
import type { KeptRetroacts, Moved } from './kept-retroacts.ts'
import { planRetroact, type RetroactMatches } from './plan-retroact.ts'
import type { RetroactLog, RetroactState } from './ports.ts'

export const RETROACT_DEFAULTS = { perSecond: 100 } as const

export interface RetroactParts {
  readonly log: RetroactLog
  readonly labels: Pick<KeptLabels, 'change'>
  readonly matches: RetroactMatches
  /** Makes ids of runs, like those of decisions. */
  readonly ids: (nowMs: number) => DecisionId
  readonly clock: Clock
  readonly tell: Log
  readonly sleep?: (ms: number) => Promise<void>
  /** Told of a run that has come to `state` by itself. */
  readonly ended?: (id: RetroactId, state: RetroactState) => void
}

/** Longest piece of work between two looks whether to stop, in ms of the rate asked for. */
const PIECE_MS = 250
const MOST_AT_ONCE = 500

export function keepRetroacts(parts: RetroactParts): KeptRetroacts {
  const { log, clock, tell } = parts
  const sleep = parts.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)))
  const planning = new Map<
    RetroactId,
    { events: number; readonly stop: AbortController; readonly ended: Promise<void> }
  >()
  const running = new Map<RetroactId, { stop: boolean; readonly ended: Promise<void> }>()

  async function begin(
    id: RetroactId,
    what: 'planned' | 'applied',
    from: readonly RetroactState[],
    perSecond: number,
  ): Promise<Moved> {
    const [busy, rest, over] = STATES[what]
    const moved = !running.has(id) && (await log.move(id, from, busy))
    if (moved) {
      const handle = { stop: false, ended: Promise.resolve() }
      running.set(id, handle)
      handle.ended = carryOut(id, what, perSecond, handle)
        .then(
          async (isOver) => {
            await log.move(id, [busy], isOver ? over : rest)
            parts.ended?.(id, isOver ? over : rest)
          },
          async (fault: unknown) => {
            tell({
              level: 'error',
              message: `a run over the past was interrupted`,
              run: id,
              ...describeFault(fault),
            })
            await log.move(id, [busy], rest).catch(() => {})
          },
        )
        .then(
          () => void running.delete(id),
          () => void running.delete(id),
        )
    }
    const run = await log.get(id)
    return moved && run !== undefined ? { ok: true, run } : { ok: false, run }
  }

  /** True when nothing is left to do, false when it was stopped. */
  async function carryOut(
    id: RetroactId,
    what: 'planned' | 'applied',
    perSecond: number,
    handle: { readonly stop: boolean },
  ): Promise<boolean> {
    const atOnce = Math.max(1, Math.min(MOST_AT_ONCE, Math.floor((perSecond * PIECE_MS) / 1000)))
    while (!handle.stop) {
      const startedAt = clock.now()
      const effects = await log.next(id, what, atOnce)
      if (effects.length === 0) return true
      const written = []
      for (const { seq, decision, effect, forMs } of effects) {
        const dated = dateOf(
          what === 'planned' ? effect : { ...effect, reverses: true as const },
          forMs,
          clock.now(),
        )
        await changeLabel(id, dated)
        written.push({ seq, decision, effect: dated })
      }
      await log.write(id, what, written)
      const left = (effects.length * 1000) / perSecond - (clock.now() - startedAt)
      if (left > 0) await sleep(left)
    }
    return false
  }

  /**
   * Labels are felt by the next event at once. Twice is as good as once, should the write after it fail. A label is
   * taken back by ending what the run said of it: what live rules said goes on.
   */
  async function changeLabel(run: RetroactId, effect: Effect): Promise<void> {
    if (effect.kind !== 'label' && effect.kind !== 'unlabel') return
    const { target: entity, label, rule } = effect
    const said = {
      entity,
      label,
      rule: run,
      via: 'retroact',
      by: rule,
      reason: effect.reverses ? `taken back: ${run}` : run,
    } as const
    if (effect.kind === 'unlabel' && !effect.reverses)
      await parts.labels.change({ ...said, op: 'unset', untilMs: undefined })
    else {
      const ends = effect.kind === 'label' && effect.until ? Date.parse(effect.until) : undefined
      const untilMs = effect.kind === 'label' && effect.reverses ? clock.now() : ends
      await parts.labels.change({ ...said, op: 'set', untilMs })
    }
  }

  async function stop(id: RetroactId): Promise<Moved> {
    const handle = running.get(id)
    if (handle !== undefined) {
      handle.stop = true
      await handle.ended
    }
    const run = await log.get(id)
    return handle === undefined || run === undefined ? { ok: false, run } : { ok: true, run }
  }

  return {
    log,
    async plan(asked) {
      const now = clock.now()
      const id = RetroactId.parse(`t-${parts.ids(now).slice(2)}`)
      const { subject, ruleset } = asked
      await log.create({
        ...{
          id,
          rule: subject.kind === 'rule' ? subject.rule.id : subject.asking.id,
          ruleset,
          fromMs: asked.fromMs,
          toMs: asked.toMs,
          why: asked.why,
          by: asked.by,
        },
        createdAt: new Date(now).toISOString(),
        bulk: subject.kind === 'rule' ? undefined : subject.body,
      })
      const handle = { events: 0, stop: new AbortController(), ended: Promise.resolve() }
      planning.set(id, handle)
      handle.ended = planRetroact(
        { log, matches: parts.matches, id, signal: handle.stop.signal },
        asked,
        (events) => {
          handle.events = events
        },
      )
        .then(async (came) => {
          if (came === 'too-large') await log.move(id, ['planning'], came)
        })
        .catch(async (fault: unknown) => {
          tell({
            level: 'error',
            message: 'a run over the past could not be planned',
            run: id,
            ...describeFault(fault),
          })
          await log.move(id, ['planning'], 'failed').catch(() => {})
        })
        .then(() => void planning.delete(id))
      return (await log.get(id))!
    },
    looked: (id) => planning.get(id)?.events,
    apply: (id, perSecond = RETROACT_DEFAULTS.perSecond) =>
      begin(id, 'planned', ['planned', 'stopped'], perSecond),
    revert: (id, perSecond = RETROACT_DEFAULTS.perSecond) =>
      begin(id, 'applied', ['stopped', 'done', 'revert-stopped'], perSecond),
    stop,
    async recover() {
      for (const { id, state } of await log.list(1000)) {
        if (state === 'planning') await log.move(id, [state], 'failed')
        if (state === 'running') await log.move(id, [state], 'stopped')
        if (state === 'reverting') await log.move(id, [state], 'revert-stopped')
      }
    },
    async close() {
      for (const { stop: abort } of planning.values()) abort.abort()
      await Promise.all([...planning.values()].map(({ ended }) => ended))
      await Promise.all([...running.keys()].map(stop))
    },
  }
}

/** While it goes on, when it was stopped, when it is over. */
const STATES = {
  planned: ['running', 'stopped', 'done'],
  applied: ['reverting', 'revert-stopped', 'reverted'],
} as const

function dateOf(effect: Effect, forMs: number | undefined, nowMs: number): Effect {
  if (forMs === undefined || effect.reverses || (effect.kind !== 'label' && effect.kind !== 'enforcement'))
    return effect
  return { ...effect, until: new Date(nowMs + forMs).toISOString() }
}

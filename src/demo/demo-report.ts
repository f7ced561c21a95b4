import type { Verdict } from '../core/verdict.ts'
import type { Behaviour } from './truth.ts'

/** A share with its 95 % interval (Wilson 1927); all NaN when there is nothing to take a share of. */
export interface Share {
  readonly hits: number
  readonly of: number
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface BehaviourScore {
  readonly behaviour: Behaviour
  /** Events of this behaviour that were judged. */
  readonly events: number
  /** Of the violating events of this behaviour, those flagged as it, or as another behaviour that they are too. */
  readonly recall: Share
  /** Of the events flagged as this behaviour, those that are. */
  readonly precision: Share
  /** Of all its events, those that got a verdict other than `allow`. */
  readonly stopped: Share
}

export interface Percentiles {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

/** What a run of the demo found out. */
export interface DemoReport {
  readonly seed: number
  readonly players: number
  readonly sent: number
  readonly judged: number
  /** Events that the service refused, by the title of the problem. */
  readonly refused: Readonly<Record<string, number>>
  readonly seconds: number
  readonly eventsPerSecond: number
  readonly verdicts: Readonly<Record<Verdict, number>>
  readonly behaviours: readonly BehaviourScore[]
  /** Rules that fired most, with how often. */
  readonly topRules: readonly { readonly rule: string; readonly fired: number }[]
  /** Judging alone, as the service reports it, in ms. */
  readonly judgingMs: Percentiles
  /** From handing the event over to its reply, in ms; includes waiting in the batch. */
  readonly roundTripMs: Percentiles
  /** Why the run ended before its time, if it did; `refusal`: the service took no event, and would not later. */
  readonly stoppedBy?: 'signal' | 'failure' | 'refusal'
  readonly failure?: string
}

import type { Decision } from '../core/decision.ts'
import type { Event } from '../core/event.ts'

/** Where reading goes on: JSON that only the source understands; null: from the beginning. */
export type HistoryCursor = null | { readonly [key: string]: string }

/** The cursor lies ahead of all that the database has: it was put back to an earlier state. Export anew. */
export class CursorLost extends Error {
  override readonly name = 'CursorLost'
}

/** A stored decision, and its event as sent; no event once its content was erased. */
export interface PastDecision {
  readonly decision: Decision
  readonly event: Event | undefined
}

export interface HistoryPage {
  readonly decisions: readonly PastDecision[]
  /** Behind these. */
  readonly cursor: HistoryCursor
  /** False: nothing more could be read just now. */
  readonly more: boolean
}

/** One setting or taking off of a label. */
export interface PastLabel {
  /** `d-` and 32 hexadecimal digits: the decision's id, or for one by hand an id made like it. */
  readonly id: string
  readonly atMs: number
  readonly entity: string
  readonly label: string
  readonly op: 'set' | 'unset'
  readonly untilMs: number | undefined
  /** The rule; undefined: by hand. */
  readonly rule: string | undefined
}

export interface LabelPage {
  readonly labels: readonly PastLabel[]
  readonly cursor: HistoryCursor
  readonly more: boolean
}

/** A folder that holds a history. */
export interface HistoryPlace {
  /** A UUID that the folder keeps. */
  readonly id: string
  /** Where it lies, for people. */
  readonly name: string
}

/** An entity whose rows are to lose its name and what it said. */
export interface HistoryErasure {
  readonly id: string
  /** `kind:id` */
  readonly entity: string
  /** What stands in its place. */
  readonly tombstone: string
}

/**
 * What the history is exported from. Each decision and each label change comes exactly once to whoever reads on from
 * the last cursor, however many processes write meanwhile, in an order that is nearly that of the ids.
 */
export interface HistorySource {
  /** Names the database and the server that it runs on: with another name, cursors mean nothing any more. */
  identity(): Promise<string>
  read(cursor: HistoryCursor, limit: number): Promise<HistoryPage>
  readLabels(cursor: HistoryCursor, limit: number): Promise<LabelPage>
  /** Erasures that this folder has still to follow; the database holds nothing of them any more. */
  erasures?(place: HistoryPlace): Promise<readonly HistoryErasure[]>
  /** The folder has followed: so many rows, and no file is left that held them. */
  erased?(id: string, place: HistoryPlace, rows: number): Promise<void>
}

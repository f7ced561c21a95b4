import type { Decision } from '../core/decision.ts'
import { EntityHash } from './entity-hash.ts'
import { Borne, type Say } from './label-borne.ts'
import { labelChanges } from './label-changes.ts'
import { orderAt, orderOf } from './label-order.ts'
import { LabelShard } from './label-shard.ts'
import type { LabelChange } from './ports.ts'

/**
 * Which labels entities bear, in memory: about 45 bytes a label, whatever the length of the entity's id.
 *
 * Each rule has one say on a label of an entity, and so have all people together: the latest. A label is borne as
 * long as any of these says lasts, and a taking off ends all that were said before it. Hence no rule shortens what
 * another set, and the order in which changes become known does not matter, only the order of their ids.
 * Deterministic: the same changes give the same answers.
 */
export interface LabelState {
  /** Whether an entity, as `kind:id`, bears a label at a time (of receipt), in ms since the epoch. */
  has(entity: string, label: string, atMs: number): boolean
  /** Takes in a change that is stored: at the start, when made by hand, or learnt from another process. */
  apply(change: LabelChange): void
  /**
   * Sets and takes off at once what a decision asks for. What comes back must be stored with the decision (its
   * `changes`), and then be given to `settle`, or to `undo` when the decision was not stored after all. Undefined
   * when the decision changes no label: one that nobody bears is not taken off, and one borne for ever is not set
   * again by the same rule.
   */
  applyEffects(decision: Decision): AppliedLabels | undefined
  /** The decision is stored. */
  settle(applied: AppliedLabels): void
  /** The decision is not stored: all is as if it had never been. */
  undo(applied: AppliedLabels): void
  /** Forgets labels that are over, a bounded piece of work (less than 1 ms) at each call; 256 calls go round. */
  sweep(nowMs: number): void
  /** Labels held on entities, those that are over and not swept yet included. */
  readonly count: number
  /** Bytes held, grown ahead included. */
  readonly bytes: number
}

export interface AppliedLabels {
  readonly changes: readonly LabelChange[]
  readonly says: readonly Say[]
}

export interface LabelStateOptions {
  /** 64 bits by chance, so that nobody can choose an id that is taken for another's; the same in all of a test. */
  readonly seed?: readonly [number, number]
}

const SHARDS = 256
/** For so long after it was over a label is still held: a second look at an event asks as of its receipt. */
const SETTLED_MS = 600_000
/** In the place of a source: the label was taken off; or it has more than fits the table, and is a `Borne`. */
const TAKEN_OFF = 1
const SEVERAL = 2
const BY_HAND = 3
const SWEPT_BORNE = 1000

/** An empty state. */
export function createLabelState({ seed = [0x9e3779b9, 0x7f4a7c15] }: LabelStateOptions = {}): LabelState {
  return new State(seed)
}

class State implements LabelState {
  readonly #hash: EntityHash
  readonly #shards: (LabelShard | undefined)[] = Array(SHARDS).fill(undefined)
  readonly #labels = new Map<string, number>()
  readonly #sources = new Map<string, number>()
  readonly #several = new Map<string, Borne>()
  #hi = 0
  #lo = 0
  #swept = 0

  constructor(seed: readonly [number, number]) {
    this.#hash = new EntityHash(seed)
  }

  has(entity: string, label: string, atMs: number): boolean {
    const number = this.#labels.get(label)
    if (number === undefined) return false
    this.#locate(entity, number)
    const shard = this.#shards[this.#hi & (SHARDS - 1)]
    if (shard === undefined) return false
    const slot = shard.find(this.#hi, this.#lo)
    return slot >= 0 && shard.until[slot]! > atMs
  }

  apply(change: LabelChange): void {
    this.#merge(change, this.#sayOf(change))
  }

  applyEffects(decision: Decision): AppliedLabels | undefined {
    const changes: LabelChange[] = []
    const says: Say[] = []
    for (const change of labelChanges(decision)) {
      const say = this.#sayOf(change)
      if (this.#changesNothing(change, say)) continue
      changes.push(change)
      says.push(say)
    }
    if (changes.length === 0) return undefined
    // All are looked at before any is applied: within one decision each is asked as of before it.
    for (let i = 0; i < changes.length; i++) {
      const borne = this.#borne(changes[i]!)
      borne.pending.push(says[i]!)
      this.#write(borne, borne.until(), SEVERAL, 0)
    }
    return { changes, says }
  }

  settle({ changes, says }: AppliedLabels): void {
    this.#close(changes, says, true)
  }

  undo({ changes, says }: AppliedLabels): void {
    this.#close(changes, says, false)
  }

  sweep(nowMs: number): void {
    const settledMs = nowMs - SETTLED_MS
    const settled = orderAt(settledMs)
    const shard = this.#shards[this.#swept]
    this.#swept = (this.#swept + 1) % SHARDS
    shard?.prune((source, until, order) => {
      if (source === SEVERAL) return false
      return source === TAKEN_OFF ? order < settled : until <= settledMs
    })
    // Those that are looked at go to the end, so that all get their turn.
    let left = Math.min(SWEPT_BORNE, this.#several.size)
    for (const [key, borne] of this.#several) {
      if (left-- === 0) break
      this.#several.delete(key)
      this.#several.set(key, borne)
      this.#fold(borne, settledMs)
    }
  }

  get count(): number {
    return this.#shards.reduce((sum, shard) => sum + (shard?.count ?? 0), 0)
  }

  get bytes(): number {
    let bytes = this.#several.size * BORNE_BYTES
    for (const shard of this.#shards) bytes += shard === undefined ? 0 : shard.bytes
    return bytes
  }

  #locate(entity: string, label: number): void {
    const hash = this.#hash
    hash.of(entity)
    this.#hi = (hash.hi ^ Math.imul(label, 0x9e3779b1)) >>> 0
    this.#lo = (hash.lo + Math.imul(label, 0x85ebca77)) >>> 0 || 1
  }

  #sayOf({ op, rule, untilMs, id }: LabelChange): Say {
    const source = rule === undefined ? BY_HAND : numberOf(this.#sources, rule) + BY_HAND
    return { op, source, until: untilMs ?? Number.POSITIVE_INFINITY, order: orderOf(id) }
  }

  #merge(change: LabelChange, say: Say): void {
    this.#locate(change.entity, numberOf(this.#labels, change.label))
    const shard = this.#shard()
    const slot = shard.find(this.#hi, this.#lo)
    if (slot < 0 || (say.op === 'set' && shard.source[slot] === say.source)) {
      // The usual two: the first word on a label, and its source's next.
      if (slot >= 0 && shard.order[slot]! > say.order) return
      const at = slot < 0 ? shard.insert(this.#hi, this.#lo) : slot
      shard.source[at] = say.op === 'set' ? say.source : TAKEN_OFF
      shard.until[at] = say.op === 'set' ? say.until : Number.NEGATIVE_INFINITY
      shard.order[at] = say.order
      return
    }
    const borne = this.#borne(change)
    borne.merge(say)
    this.#fold(borne, change.atMs - SETTLED_MS)
  }

  #changesNothing(change: LabelChange, say: Say): boolean {
    this.#locate(change.entity, numberOf(this.#labels, change.label))
    const shard = this.#shard()
    const slot = shard.find(this.#hi, this.#lo)
    if (slot < 0) return say.op === 'unset'
    if (shard.source[slot] === SEVERAL) return this.#borne(change).isSaid(say, change.atMs)
    if (say.op === 'unset') return shard.until[slot]! <= change.atMs
    return shard.source[slot] === say.source && shard.until[slot] === say.until
  }

  #close(changes: readonly LabelChange[], says: readonly Say[], stored: boolean): void {
    for (let i = 0; i < changes.length; i++) {
      const borne = this.#borne(changes[i]!)
      const at = borne.pending.indexOf(says[i]!)
      if (at >= 0) borne.pending.splice(at, 1)
      if (stored) borne.merge(says[i]!)
      this.#fold(borne, changes[i]!.atMs - SETTLED_MS)
    }
  }

  /** What is known of a label of an entity, in full; made from the table when it was there only. */
  #borne({ entity, label }: { readonly entity: string; readonly label: string }): Borne {
    const key = `${entity}\n${label}`
    const known = this.#several.get(key)
    if (known !== undefined) return known
    const borne = new Borne(entity, label)
    this.#locate(entity, numberOf(this.#labels, label))
    const shard = this.#shard()
    const slot = shard.find(this.#hi, this.#lo)
    if (slot >= 0) {
      const order = shard.order[slot]!
      if (shard.source[slot] === TAKEN_OFF) borne.unset = order
      else borne.sets.push({ op: 'set', source: shard.source[slot]!, until: shard.until[slot]!, order })
    }
    this.#several.set(key, borne)
    return borne
  }

  /** Puts what is known back into the table alone, when it fits there. */
  #fold(borne: Borne, settledMs: number): void {
    if (borne.pending.length === 0) {
      borne.tidy(settledMs, orderAt(settledMs))
      const [only, ...others] = borne.sets
      const isOff = borne.unset !== Number.NEGATIVE_INFINITY
      if (others.length === 0 && !(only !== undefined && isOff)) {
        this.#several.delete(`${borne.entity}\n${borne.label}`)
        if (only !== undefined) this.#write(borne, only.until, only.source, only.order)
        else if (isOff) this.#write(borne, Number.NEGATIVE_INFINITY, TAKEN_OFF, borne.unset)
        else this.#remove(borne)
        return
      }
    }
    this.#write(borne, borne.until(), SEVERAL, 0)
  }

  #write({ entity, label }: Borne, until: number, source: number, order: number): void {
    this.#locate(entity, numberOf(this.#labels, label))
    const shard = this.#shard()
    const found = shard.find(this.#hi, this.#lo)
    const slot = found < 0 ? shard.insert(this.#hi, this.#lo) : found
    shard.source[slot] = source
    shard.until[slot] = until
    shard.order[slot] = order
  }

  #remove({ entity, label }: Borne): void {
    this.#locate(entity, numberOf(this.#labels, label))
    const shard = this.#shard()
    const slot = shard.find(this.#hi, this.#lo)
    if (slot >= 0) shard.remove(slot)
  }

  #shard(): LabelShard {
    const index = this.#hi & (SHARDS - 1)
    this.#shards[index] ??= new LabelShard()
    return this.#shards[index]
  }
}

const BORNE_BYTES = 600

/** The number of a word, from 1 on, given when it is first met. */
function numberOf(numbers: Map<string, number>, word: string): number {
  let number = numbers.get(word)
  if (number === undefined) {
    number = numbers.size + 1
    numbers.set(word, number)
  }
  return number
}

import type { EntityRef } from '../../core/entity.ts'
import type { JudgedEvent } from '../../core/event.ts'
import type { Value, ValueType } from '../../core/value.ts'
import type { CompiledEventType } from '../../engine/ruleset.ts'
import type { HistoryBlock } from '../../history/read-blocks.ts'
import { dataColumn } from '../../history/shape.ts'
import type { Column, ColumnBlock } from '../../rules/column.ts'
import { columnKind, valueAt } from '../../rules/columns/loaded-column.ts'
import type { SignalWords } from './signal-words.ts'

/** Asks whether an entity bears a label at a time of receipt, in ms. */
export type HasLabel = (entity: string, label: string, receivedMs: number) => boolean

/**
 * A block of history as the rules of one event type read it: its own columns, signals computed when they are asked
 * for, and counters, which are put in as they become known. A slot that nothing was put in reads as missing, as do
 * dear signals: nobody is asked again about the past.
 */
export class BlockColumns implements ColumnBlock {
  readonly rows: number
  readonly compiled: CompiledEventType
  readonly block: HistoryBlock
  labels: HasLabel = () => false
  readonly #asked: ReadonlySet<string>
  readonly #features: readonly string[]
  readonly #signals: SignalWords
  readonly #slots: (Column | undefined)[]
  readonly #made = new Map<string, Column>()
  readonly #failed = new Set<string>()

  /** `asked`: the columns that the block was read with. */
  constructor(
    compiled: CompiledEventType,
    block: HistoryBlock,
    asked: Readonly<Record<string, string>>,
    signals: SignalWords,
  ) {
    this.compiled = compiled
    this.block = block
    this.rows = block.rows
    this.#asked = new Set(Object.keys(asked))
    this.#features = [...compiled.eventType.features.keys()].filter((name) =>
      Object.hasOwn(asked, dataColumn(name)),
    )
    this.#signals = signals
    this.#slots = new Array(compiled.signals.length + compiled.counters.length)
    for (const feature of this.#features) {
      const column = this.data(feature)
      if (column.kind === 'text') signals.bind(feature, column.words)
    }
  }

  envelope(property: string): Column {
    if (property !== 'type') return this.block.envelope(property)
    return this.#once('type', () => ({
      kind: 'text',
      codes: new Int32Array(this.rows),
      words: [this.compiled.eventType.name],
    }))
  }

  data(feature: string): Column {
    const type = this.compiled.eventType.features.get(feature)?.type
    if (type === undefined)
      return this.#once(`data ${feature}`, () => missingColumn({ kind: 'bool' }, this.rows))
    return this.block.data(feature)
  }

  signal(slot: number): Column {
    this.#slots[slot] ??= this.#makeSignal(slot)
    return this.#slots[slot]
  }

  /** The value of a signal or counter in one row. */
  signalAt(slot: number, row: number): Value {
    const column = this.#slots[slot]
    const bound = this.compiled.signals[slot]
    if (column !== undefined || bound === undefined || !this.#signals.isPure(slot))
      return valueAt(column ?? this.signal(slot), row)
    const texts = this.data(bound.signal.of)
    if (texts.kind !== 'text') return undefined
    const code = texts.codes[row]!
    return this.#signals.read(slot)(texts.words[code], code)
  }

  /** Whether a signal failed on the event of a row. */
  hasFailed(slot: number, row: number): boolean {
    if (!this.#signals.isPure(slot)) return this.#failed.has(`${slot} ${row}`)
    const column = this.data(this.compiled.signals[slot]!.signal.of)
    return column.kind === 'text' && this.#signals.hasFailed(slot, column.codes[row]!)
  }

  hasLabel(row: number, entity: string, label: string): boolean {
    return this.labels(entity, label, this.received.values[row]!)
  }

  /** Puts the values of a counter in its slot. */
  put(slot: number, column: Column): void {
    this.#slots[slot] = column
  }

  get received(): Column & { kind: 'number' } {
    return this.block.column('received') as Column & { kind: 'number' }
  }

  get times(): Column & { kind: 'number' } {
    return this.block.column('time') as Column & { kind: 'number' }
  }

  /** The text of an envelope column in a row; undefined also when it was not read. */
  text(name: 'actor' | 'target' | 'session' | 'event_id' | 'world', row: number): string | undefined {
    return this.#asked.has(name) ? (valueAt(this.block.column(name), row) as string | undefined) : undefined
  }

  /** The event of a row, with those of its features that were read from the history. */
  eventAt(row: number): JudgedEvent {
    const data: Record<string, Value> = {}
    for (const feature of this.#features) data[feature] = valueAt(this.block.data(feature), row)
    return {
      id: this.text('event_id', row),
      type: this.compiled.eventType.name,
      time: (this.#asked.has('time') ? this.times : this.received).values[row]!,
      receivedAt: this.received.values[row]!,
      world: this.text('world', row) ?? '',
      session: this.text('session', row) as EntityRef | undefined,
      actor: this.text('actor', row) as EntityRef | undefined,
      target: this.text('target', row) as EntityRef | undefined,
      data,
    }
  }

  #makeSignal(slot: number): Column {
    const bound = this.compiled.signals[slot]
    if (bound === undefined) return missingColumn({ kind: 'double' }, this.rows)
    const { signal } = bound
    const texts = this.data(signal.of)
    // Earlier messages are not there to be read again.
    if (signal.cost === 'dear' || signal.context !== undefined || texts.kind !== 'text')
      return missingColumn(signal.type, this.rows)
    const read = this.#signals.read(slot)
    const isPure = this.#signals.isPure(slot)
    const values: Value[] = new Array(this.rows).fill(undefined)
    for (let row = 0; row < this.rows; row++) {
      const code = texts.codes[row]!
      if (code < 0) continue
      const raw = texts.words[code]!
      if (isPure) values[row] = read(raw, code)
      else
        try {
          values[row] = signal.evaluate({ raw, shared: new Map() }, this.eventAt(row))
        } catch {
          this.#failed.add(`${slot} ${row}`)
        }
    }
    return { kind: 'value', values }
  }

  #once(key: string, make: () => Column): Column {
    let column = this.#made.get(key)
    if (column === undefined) {
      column = make()
      this.#made.set(key, column)
    }
    return column
  }
}

/** A column without a value in any row. */
export function missingColumn(type: ValueType, rows: number): Column {
  const kind = columnKind(type)
  switch (kind) {
    case 'number':
      return { kind, values: new Float64Array(rows), present: new Uint8Array(rows) }
    case 'bool':
      return { kind, values: new Uint8Array(rows).fill(2) }
    case 'text':
      return { kind, codes: new Int32Array(rows).fill(-1), words: [] }
    case 'value':
      return { kind, values: new Array(rows).fill(undefined) }
  }
}

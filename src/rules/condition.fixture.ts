import type { Value, ValueType } from '../core/value.ts'
import { envelopeNames } from './envelope-names.ts'
import { type Frame, NOT_READ } from './frame.ts'
import type { Declaration, Scope, SourceText } from './scope.ts'

/** A condition in a one-line file, so that columns are offsets plus one. */
export function sourceOf(text: string, file = 'rules/test.yaml'): SourceText {
  const placeOf = (offset: number) => {
    const lines = text.slice(0, offset).split('\n')
    return { line: lines.length, column: lines.at(-1)!.length + 1 }
  }
  return {
    text,
    locate(start, end = start) {
      const [from, to] = [placeOf(start), placeOf(end)]
      return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
    },
  }
}

/** Short spellings for tests: `int`, `list<string>`, `account`. */
export function typeOf(text: string): ValueType {
  const list = /^list<(.*)>$/.exec(text)
  if (list) return { kind: 'list', of: typeOf(list[1]!) }
  const map = /^map<(.*)>$/.exec(text)
  if (map) return { kind: 'map', of: typeOf(map[1]!) }
  if (/^(bool|int|double|string|timestamp|duration|dyn|null)$/.test(text)) return { kind: text as 'int' }
  return text === 'entity' ? { kind: 'entity' } : { kind: 'entity', entity: text }
}

export interface ScopeParts {
  /** Features by name; a question mark after the type makes one optional. */
  readonly features?: Readonly<Record<string, string>>
  readonly signals?: Readonly<Record<string, ValueType>>
  readonly dear?: readonly string[]
  /** Counters, in the slots after the signals. */
  readonly counters?: Readonly<Record<string, ValueType>>
  readonly derived?: Readonly<Record<string, string>>
  readonly secret?: readonly string[]
  /** Kind of entity by label; `any` for those that stand on all. */
  readonly labels?: Readonly<Record<string, string>>
}

export function scopeOf({
  features = {},
  signals = {},
  dear = [],
  counters = {},
  derived = {},
  secret = [],
  labels = {},
}: ScopeParts): Scope {
  const names: Declaration[] = []
  // `fromEntries` makes own properties, also of a feature called __proto__.
  const types = Object.fromEntries(
    Object.entries(features).map(([name, spelt]) => [name, typeOf(spelt.replace('?', ''))]),
  )
  let line = 1
  for (const [name, spelt] of Object.entries(features)) {
    const type = typeOf(spelt.replace('?', ''))
    names.push({
      name,
      type,
      optional: spelt.endsWith('?'),
      from: { kind: 'data', property: name },
      place: { file: 'haechi.yaml', line: line++, column: 7 },
      ...(secret.includes(name) ? { secret: true } : {}),
    })
  }
  for (const [slot, [name, type]] of Object.entries(signals).entries())
    names.push({ name, type, optional: true, from: { kind: 'signal', slot, dear: dear.includes(name) } })
  const first = Object.keys(signals).length
  for (const [i, [name, type]] of Object.entries(counters).entries())
    names.push({
      name,
      type,
      optional: true,
      from: { kind: 'signal', slot: first + i, dear: false, counter: true },
    })
  for (const [name, text] of Object.entries(derived))
    names.push({
      name,
      type: { kind: 'dyn' },
      optional: true,
      from: { kind: 'derived', source: sourceOf(text, 'haechi.yaml') },
    })
  return {
    eventType: 'chat.message',
    labels: new Map(
      Object.entries(labels).map(([name, on]) => [
        name,
        { name, on: on === 'any' ? undefined : on, place: { file: 'labels.yaml', line: 1, column: 1 } },
      ]),
    ),
    names: new Map([...envelopeNames(types, { actor: 'account' }), ...names].map((one) => [one.name, one])),
  }
}

export interface FrameParts {
  readonly data?: Readonly<Record<string, Value>>
  readonly event?: Partial<Frame['event']>
  readonly signals?: readonly Value[]
  /** Values of counters, in the slots after the signals: there before any rule runs. */
  readonly counters?: readonly Value[]
  /** Labels borne, as `account:u1 trusted`. */
  readonly labels?: readonly string[]
  readonly rules?: number
}

/** A frame over one event, whose signals are read lazily; `reads` lists the slots in the order they were asked for. */
export function frameOf({
  data = {},
  event = {},
  signals = [],
  counters = [],
  labels = [],
  rules = 100,
}: FrameParts): Frame & { reads: number[] } {
  const reads: number[] = []
  const borne = new Map<string, Set<string>>()
  for (const one of labels) {
    const [entity, label] = [one.slice(0, one.indexOf(' ')), one.slice(one.indexOf(' ') + 1)]
    borne.set(entity, (borne.get(entity) ?? new Set()).add(label))
  }
  const frame: Frame & { reads: number[] } = {
    event: {
      id: 'e-1',
      type: 'chat.message',
      time: Date.UTC(2026, 10, 23, 9),
      receivedAt: Date.UTC(2026, 10, 23, 9),
      world: 'plaza',
      session: undefined,
      actor: undefined,
      target: undefined,
      data,
      ...event,
    },
    signals: [...signals.map((): typeof NOT_READ => NOT_READ), ...counters],
    readSignal(slot) {
      reads.push(slot)
      frame.signals[slot] = signals[slot]
      return signals[slot]
    },
    hasLabel: (entity, label) => borne.get(entity)?.has(label) ?? false,
    fired: new Int32Array(rules),
    firedCount: 0,
    unknown: new Int32Array(rules),
    unknownCount: 0,
    reads,
  }
  return frame
}

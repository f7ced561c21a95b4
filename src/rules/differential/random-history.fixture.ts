import type { Value, ValueType } from '../../core/value.ts'
import type { FrameParts, ScopeParts } from '../condition.fixture.ts'
import type { Chance } from './chance.fixture.ts'
import {
  ENTITIES,
  NOW,
  randomDouble,
  randomDuration,
  randomInt,
  randomMap,
  randomText,
  randomTime,
} from './random-values.fixture.ts'

const TERMS: ValueType = {
  kind: 'object',
  name: 'terms',
  fields: { count: { kind: 'int' }, terms: { kind: 'list', of: { kind: 'string' } } },
}

/** One event type with features of every type, required and optional, signals of each shape, counters and labels. */
export const SCOPE = {
  features: {
    i: 'int',
    j: 'int?',
    age: 'int',
    d: 'double',
    e: 'double?',
    risk: 'double',
    s: 'string',
    t: 'string?',
    country: 'string',
    content: 'string',
    f: 'bool',
    g: 'bool?',
    at: 'timestamp',
    since: 'timestamp?',
    lasted: 'duration',
    rest: 'duration?',
    tags: 'list<string>',
    li: 'list<int>?',
    ld: 'list<double>?',
    m: 'map<int>',
    ms: 'map<string>?',
    who: 'account?',
  },
  signals: { hits: TERMS, tox: { kind: 'double' }, near: { kind: 'string' }, flagged: { kind: 'bool' } },
  dear: ['tox'],
  counters: {
    seen_10m: { kind: 'int' },
    rate_1m: { kind: 'double' },
    first_met: { kind: 'timestamp' },
    since_last: { kind: 'duration' },
  },
  derived: {
    young: "age < 10 && since > timestamp('2026-01-01T00:00:00Z')",
    twice: 'j * 2',
    ratio: 'e / d',
    lower: 'content.lowerAscii()',
    joined: "s + '|' + t",
    loud: "content.matches('[A-Z]{2}') || content.contains('!')",
    gap: 'event.time - at',
    positive: 'li.filter(x, x > 0)',
    risky: "tox > 0.5 || hits.count > 1 || actor.labels.has('scammer')",
    younger: 'young && twice > 3',
  },
  labels: { scammer: 'account', trusted: 'any', muted: 'account' },
} as const satisfies ScopeParts

const COUNTRIES = ['kr', 'jp', 'us', 'br', 'İ', '']

/** One event, with the signals and counters and labels that it meets; `required` features are always there. */
export function randomRow(chance: Chance): FrameParts {
  const maybe = <T>(value: T, share = 0.25): T | undefined => (chance.is(share) ? undefined : value)
  const time = chance.is(0.9) ? NOW + chance.below(3_600_000) : randomTime(chance)
  const data: Record<string, Value> = {
    i: randomInt(chance),
    j: maybe(randomInt(chance)),
    age: chance.below(60),
    d: randomDouble(chance),
    e: maybe(randomDouble(chance)),
    risk: chance.below(1001) / 1000,
    s: randomText(chance),
    t: maybe(randomText(chance)),
    country: chance.pick(COUNTRIES),
    content: randomText(chance),
    f: chance.is(0.5),
    g: maybe(chance.is(0.5)),
    at: randomTime(chance),
    since: maybe(randomTime(chance)),
    lasted: randomDuration(chance),
    rest: maybe(randomDuration(chance)),
    tags: chance.list(3, () => randomText(chance)),
    li: maybe(chance.list(3, () => randomInt(chance))),
    ld: maybe(chance.list(3, () => randomDouble(chance))),
    m: randomMap(chance, () => randomInt(chance)),
    ms: maybe(randomMap(chance, () => randomText(chance))),
    who: maybe(chance.pick(ENTITIES)),
  }
  // An absent feature may also be absent as a property.
  for (const name in data) if (data[name] === undefined && chance.is(0.5)) delete data[name]
  return {
    data,
    event: {
      id: maybe(`e-${chance.below(1000)}`),
      time,
      receivedAt: time + chance.below(10_000),
      world: chance.pick(['plaza', 'arena']),
      actor: maybe(chance.pick(ENTITIES)) as never,
      target: maybe(chance.pick(ENTITIES), 0.5) as never,
      session: maybe('room:r1', 0.5) as never,
    },
    signals: [
      maybe({ count: chance.below(4), terms: chance.list(2, () => randomText(chance)) }),
      maybe(chance.below(1001) / 1000),
      maybe(randomText(chance)),
      maybe(chance.is(0.5)),
    ],
    counters: [
      maybe(chance.below(30)),
      maybe(chance.below(100) / 10),
      maybe(randomTime(chance)),
      maybe(chance.below(600_000)),
    ],
    labels: ENTITIES.flatMap((entity) =>
      Object.keys(SCOPE.labels)
        .filter(() => chance.is(0.3))
        .map((label) => `${entity} ${label}`),
    ),
  }
}

/** The same event from before some of its features were required. */
export function oldRow(row: FrameParts, chance: Chance): FrameParts {
  const data: Record<string, Value> = { ...row.data }
  for (const [name, type] of Object.entries(SCOPE.features))
    if (!type.endsWith('?') && chance.is(0.3)) delete data[name]
  return { ...row, data }
}

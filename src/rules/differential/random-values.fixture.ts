import type { Value } from '../../core/value.ts'
import { DURATION_CEILING, TIME_CEILING, TIME_FLOOR } from '../operations-time.ts'
import type { Chance } from './chance.fixture.ts'

const MOST = Number.MAX_SAFE_INTEGER
export const NOW = Date.UTC(2026, 10, 23, 9)
const DAY = 86_400_000

/** Texts that trip one backend or another: code points beyond the BMP, case, spaces, quotes, numbers, times. */
export const TEXTS = [
  ...[
    '',
    'a',
    'b',
    'ab',
    'A',
    'aB',
    'hello',
    'Hello World',
    'free gems',
    'z',
    '\u{ffff}',
    '\u{10000}',
    '😬',
    'a😬b',
  ],
  ...[
    'é',
    'e\u0301',
    'É',
    'İ',
    'ı',
    'ß',
    'ſ',
    'K',
    '글',
    '안녕',
    '\u{1f468}\u200d\u{1f469}',
    'ﬁ',
    '\u0000',
    'a\u0000b',
  ],
  ...[
    ' a ',
    '\u00a0x\u3000',
    '\t',
    '\n',
    'a\nb',
    '\r\n',
    "it's",
    '"',
    '\\',
    '%',
    '_',
    'a%',
    "';--",
    '\u2028',
    '$1',
    '`',
  ],
  ...[
    '0',
    '-0',
    '+7',
    '12',
    '007',
    '9007199254740991',
    '9007199254740992',
    '1e3',
    '.5',
    'NaN',
    'inf',
    '-Infinity',
    ' 1',
  ],
  ...['true', 'T', 'FALSE', 'True', 'no', '90s', '1h30m', '-1.5s', '1.001s', '0', '10000000h'],
  ...['2026-11-23T09:00:00Z', '2024-02-29T23:59:60Z', '2024-02-29T12:00:00.5+09:00', '2023-02-29T00:00:00Z'],
  ...['Asia/Seoul', 'America/New_York', '+09:00', '-23:59', 'UTC', 'nowhere', 'account:u1', 'x:'],
]
const INTS = [
  0,
  1,
  2,
  3,
  5,
  7,
  10,
  30,
  100,
  -1,
  -2,
  -7,
  255,
  2 ** 31,
  -(2 ** 31),
  2 ** 32,
  2 ** 52,
  MOST - 1,
  MOST,
  -MOST,
]
const DOUBLES = [
  ...[
    0,
    -0,
    0.1,
    0.2,
    0.1 + 0.2,
    0.3,
    0.5,
    0.7,
    1,
    1.5,
    2,
    -1,
    -1.5,
    -2.5,
    3,
    100.25,
    1e15,
    2 ** 53,
    -(2 ** 53),
    1e21,
  ],
  ...[1e-7, 1e300, -1e300, 1.7976931348623157e308, 5e-324, Number.NaN, Infinity, -Infinity, MOST],
]
const TIMES = [
  ...[NOW, NOW - 1, NOW + 1, NOW - DAY, NOW - 7 * DAY, NOW + DAY, 0, -1, 1, -1500, 951_826_499_999],
  ...[
    TIME_FLOOR,
    TIME_CEILING,
    Date.UTC(2024, 1, 29, 23, 59, 59, 999),
    Date.UTC(1969, 11, 31, 23),
    Date.UTC(2026, 2, 8, 10),
  ],
]
const DURATIONS = [
  ...[
    0,
    1,
    -1,
    999,
    1000,
    60_000,
    90_000,
    3_600_000,
    DAY,
    7 * DAY,
    -DAY,
    -1500,
    DURATION_CEILING,
    -DURATION_CEILING,
  ],
]
export const ENTITIES = [
  'account:u1',
  'account:u2',
  'account:u3',
  'account:u\u{10000}',
  'account:a:b',
  'account:0',
]
export const KEYS = ['a', 'b', 'c', '', '__proto__', 'constructor', '😬', 'toString', '0']

export function randomText(chance: Chance): string {
  if (chance.is(0.8)) return chance.pick(TEXTS)
  return Array.from({ length: 2 + chance.below(3) }, () => chance.pick(TEXTS)).join(chance.pick(['', ' ']))
}

export function randomInt(chance: Chance): number {
  return chance.is(0.5) ? chance.below(100) - 10 : chance.pick(INTS)
}

export function randomDouble(chance: Chance): number {
  return chance.is(0.4) ? Math.round((chance.bits() / 2 ** 32) * 1000) / 1000 : chance.pick(DOUBLES)
}

export function randomTime(chance: Chance): number {
  return chance.is(0.6) ? NOW + chance.below(4 * DAY) - 3 * DAY : chance.pick(TIMES)
}

export function randomDuration(chance: Chance): number {
  return chance.is(0.4) ? chance.below(2 * DAY) : chance.pick(DURATIONS)
}

export function randomMap(chance: Chance, make: () => Value): Value {
  return Object.fromEntries(chance.list(3, () => [chance.pick(KEYS), make()] as const))
}

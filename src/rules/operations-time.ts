import type { Value } from '../core/value.ts'

/** The years 1 to 9999, in ms since the epoch; CEL knows no time outside. */
export const TIME_FLOOR = -62_135_596_800_000
export const TIME_CEILING = 253_402_300_799_999
/** CEL's bound on durations: about 10,000 years. */
export const DURATION_CEILING = 315_576_000_000_000

const RANGE = 'time beyond the years 1 to 9999'
const DURATION_RANGE = 'duration beyond 10,000 years'
const ZONE = 'unknown time zone'

type Part = (date: Date) => number

const FULL_YEAR: Part = (d) => d.getUTCFullYear()
const MONTH: Part = (d) => d.getUTCMonth()
const DATE: Part = (d) => d.getUTCDate()
const DAY_OF_MONTH: Part = (d) => d.getUTCDate() - 1
const DAY_OF_WEEK: Part = (d) => d.getUTCDay()
const DAY_OF_YEAR: Part = (d) => Math.floor((d.getTime() - new Date(d).setUTCMonth(0, 1)) / 86_400_000)
const HOURS: Part = (d) => d.getUTCHours()
const MINUTES: Part = (d) => d.getUTCMinutes()
const SECONDS: Part = (d) => d.getUTCSeconds()
const MILLISECONDS: Part = (d) => d.getUTCMilliseconds()

const utc = (part: Part) => ({ run: (t: number) => part(new Date(t)), cost: 'one' }) as const
const zoned = (part: Part) =>
  ({
    run: (t: number, zone: string) => {
      const offset = zoneOffset(t, zone)
      return offset === undefined ? undefined : part(new Date(t + offset))
    },
    fails: ZONE,
    cost: 'scan',
  }) as const

/** Timestamps are ms since the epoch and durations ms: CEL's nanoseconds are cut off. */
export const TIME_OPERATIONS = {
  add_time: { run: (t: number, d: number) => time(t + d), fails: RANGE, cost: 'one' },
  sub_time: { run: (t: number, d: number) => time(t - d), fails: RANGE, cost: 'one' },
  time_between: { run: (a: number, b: number) => duration(a - b), fails: DURATION_RANGE, cost: 'one' },
  add_duration: { run: (a: number, b: number) => duration(a + b), fails: DURATION_RANGE, cost: 'one' },
  sub_duration: { run: (a: number, b: number) => duration(a - b), fails: DURATION_RANGE, cost: 'one' },
  neg_duration: { run: (a: number) => 0 - a, cost: 'one' },
  text_to_time: { run: (s: string) => parseTime(s), fails: 'text is no RFC 3339 time', cost: 'scan' },
  int_to_time: { run: (s: number) => time(s * 1000), fails: RANGE, cost: 'one' },
  time_to_int: { run: (t: number) => Math.floor(t / 1000), cost: 'one' },
  time_to_text: { run: (t: number) => timeText(t), cost: 'one' },
  text_to_duration: {
    run: (s: string) => parseCelDuration(s),
    fails: 'text is no duration such as 90s',
    cost: 'scan',
  },
  duration_to_text: { run: (d: number) => `${d / 1000}s`, cost: 'one' },
  duration_hours: { run: (d: number) => Math.trunc(d / 3_600_000) + 0, cost: 'one' },
  duration_minutes: { run: (d: number) => Math.trunc(d / 60_000) + 0, cost: 'one' },
  duration_seconds: { run: (d: number) => Math.trunc(d / 1000) + 0, cost: 'one' },
  duration_milliseconds: { run: (d: number) => (d % 1000) + 0, cost: 'one' },
  full_year: utc(FULL_YEAR),
  month: utc(MONTH),
  date: utc(DATE),
  day_of_month: utc(DAY_OF_MONTH),
  day_of_week: utc(DAY_OF_WEEK),
  day_of_year: utc(DAY_OF_YEAR),
  hours: utc(HOURS),
  minutes: utc(MINUTES),
  seconds: utc(SECONDS),
  milliseconds: utc(MILLISECONDS),
  full_year_in: zoned(FULL_YEAR),
  month_in: zoned(MONTH),
  date_in: zoned(DATE),
  day_of_month_in: zoned(DAY_OF_MONTH),
  day_of_week_in: zoned(DAY_OF_WEEK),
  day_of_year_in: zoned(DAY_OF_YEAR),
  hours_in: zoned(HOURS),
  minutes_in: zoned(MINUTES),
  seconds_in: zoned(SECONDS),
  milliseconds_in: zoned(MILLISECONDS),
} as const

function time(ms: number): number | undefined {
  return ms >= TIME_FLOOR && ms <= TIME_CEILING ? ms : undefined
}

function duration(ms: number): number | undefined {
  return Math.abs(ms) <= DURATION_CEILING ? ms : undefined
}

/** Reads RFC 3339 text as ms; `undefined` when it is none, or no day of the calendar. */
export function parseTime(text: string): number | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.exec(text)
  if (!found) return undefined
  const [, year, month, day] = found
  const days = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate()
  if (Number(month) < 1 || Number(day) < 1 || Number(day) > days || Number(year) < 1) return undefined
  const fraction = (found[7] ?? '.0').slice(0, 4).padEnd(4, '0')
  const ms = Date.parse(
    `${text.slice(0, 10)}T${found[4]}:${found[5]}:${found[6]}${fraction}${found[8]!.toUpperCase()}`,
  )
  return Number.isNaN(ms) ? undefined : time(ms)
}

function timeText(t: number): Value {
  return new Date(t)
    .toISOString()
    .replace(/\.?0*Z$/, 'Z')
    .replace(/:Z$/, ':00Z')
}

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  ns: 1e-6,
}

/** Reads `1h30m`, `-1.5s`, `90s` as ms, cutting what is below; `undefined` when it is no duration. */
export function parseCelDuration(text: string): number | undefined {
  if (text === '0' || text === '-0' || text === '+0') return 0
  const found = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:h|ms|m|us|µs|ns|s))+)$/.exec(text)
  if (!found) return undefined
  let ms = 0
  for (const [, amount, unit] of found[2]!.matchAll(/(\d+\.?\d*|\.\d+)(h|ms|m|us|µs|ns|s)/g))
    ms += Number(amount) * UNITS[unit!]!
  // Decimal fractions such as 1.001 s miss the whole ms by rounding: take the nearest within a nanosecond.
  const near = Math.round(ms)
  const whole = Math.abs(ms - near) < 1e-6 ? near : Math.trunc(ms)
  return duration(found[1] === '-' ? 0 - whole : whole)
}

const zones = new Map<string, Intl.DateTimeFormat | undefined>()

/** What a zone's clocks show ahead of UTC at a time, in ms; `undefined` for an unknown zone. */
export function zoneOffset(t: number, zone: string): number | undefined {
  if (zone === 'UTC' || zone === '') return 0
  const fixed = /^([+-]?)(\d\d):(\d\d)$/.exec(zone)
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3])) * 60_000
  let format = zones.get(zone)
  if (format === undefined && !zones.has(zone)) {
    format = formatFor(zone)
    // Names come from events too, so the memory of them is bounded.
    if (zones.size >= 500) zones.clear()
    zones.set(zone, format)
  }
  if (format === undefined) return undefined
  const parts: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(t)) parts[type] = Number(value)
  const { year, month, day, hour, minute, second } = parts
  const shown = Date.UTC(2000, month! - 1, day, hour, minute, second)
  const shownYear = new Date(shown).setUTCFullYear(year!, month! - 1, day)
  return shownYear - Math.floor(t / 1000) * 1000
}

function formatFor(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return undefined
  }
}

import type { Diagnostic, Place } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import type { CounterKind, CounterSpec } from '../signals/counters/counter-spec.ts'
import { COUNTER_KINDS, CounterFile, durationMs, VariableName } from './schemas.ts'
import { validate } from './validate.ts'
import type { YamlFile } from './yaml-file.ts'

export const COUNTER_DEFAULTS = {
  lateMs: durationMs('1m'),
  longestWindowMs: durationMs('30d'),
  longestLateMs: durationMs('7d'),
}

/** A counter as counters.yaml says it, its expressions not yet looked at. */
export interface CounterDraft extends CounterSpec {
  readonly name: string
  readonly file: YamlFile
  readonly written: CounterFile
  readonly on: readonly string[]
  readonly place: Place
}

/** Reads counters.yaml: the form of each counter and its numbers. */
export function readCounters(
  file: YamlFile | undefined,
  eventNames: readonly string[],
  diagnostics: Diagnostic[],
): CounterDraft[] {
  if (file?.value === undefined || file.value === null) return []
  const error = (code: string, message: string, place: Place, wayOut: string) => {
    diagnostics.push({ severity: 'error', code, message, place, wayOut })
  }
  if (typeof file.value !== 'object' || Array.isArray(file.value)) {
    const wayOut = 'write "name: { count: true, by: actor, on: …, window: 10m }"'
    error('wrong-type', 'a file of counters is a map by name', file.place([]), wayOut)
    return []
  }
  const entries = Object.entries(file.value)
  if (entries.length > MOST) {
    const message = `the pack declares ${entries.length} counters; ${MOST} fit`
    error('too-many-counters', message, file.place([]), 'remove those that no rule reads')
  }
  return entries.flatMap(([name, raw]) => {
    const place = file.keyPlace([name])
    const named = VariableName.safeParse(name)
    if (!named.success)
      error('bad-name', `"${name.slice(0, 60)}" is no valid name`, place, named.error.issues[0]!.message)
    const written = validate(CounterFile, file, [name], raw, diagnostics)
    if (written === undefined || !named.success) return []
    const draft = draftOf(name, written)
    return draft === undefined ? [] : [draft]
  })

  function draftOf(name: string, written: CounterFile): CounterDraft | undefined {
    const place = file!.keyPlace([name])
    const kinds = COUNTER_KINDS.filter((kind) => written[kind] !== undefined)
    if (kinds.length !== 1) {
      const message =
        kinds.length === 0
          ? `the counter "${name}" does not say what it counts`
          : `the counter "${name}" counts two things, ${kinds[0]} and ${kinds[1]}`
      error('counter-kind', message, place, `write one of ${COUNTER_KINDS.join(', ')}`)
      return undefined
    }
    const kind = kinds[0] as CounterKind
    const windowMs = durationMs(written.window)
    const lateMs = written.late === undefined ? COUNTER_DEFAULTS.lateMs : durationMs(written.late)
    const limits = [
      ['window', windowMs < 1000, 'a window is at least one second', '1s'],
      ['window', windowMs > COUNTER_DEFAULTS.longestWindowMs, 'a window is at most 30 days', '30d'],
      ['late', lateMs > COUNTER_DEFAULTS.longestLateMs, 'late is at most 7 days', '7d'],
    ] as const
    for (const [key, broken, message, most] of limits)
      if (broken) error('bad-window', message, file!.place([name, key]), `write ${most}`)
    if ((kind === 'score') !== (written.half_life !== undefined)) {
      const missing = kind === 'score'
      error(
        'bad-half-life',
        missing ? 'a score needs the time in which it halves' : 'only a score has a half_life',
        missing ? place : file!.keyPlace([name, 'half_life']),
        missing ? 'add half_life: 7d' : 'remove it, or count a score',
      )
    }
    for (const key of ['rate', 'half_life'] as const)
      if (written[key] !== undefined && durationMs(written[key]) <= 0)
        error('bad-window', `${key} must be longer than nothing`, file!.place([name, key]), 'write 1m')
    const on = typeof written.on === 'string' ? [written.on] : written.on
    for (const [k, one] of on.entries())
      if (!eventNames.includes(one))
        error(
          'unknown-event-type',
          `unknown event type "${one}"`,
          file!.place(typeof written.on === 'string' ? [name, 'on'] : [name, 'on', k]),
          didYouMean(one, eventNames),
        )
    return {
      name,
      file: file!,
      written,
      kind,
      windowMs,
      lateMs,
      self: written.self ?? !['first', 'last', 'since'].includes(kind),
      unitMs: written.rate === undefined ? 0 : durationMs(written.rate),
      halfLifeMs: written.half_life === undefined ? 0 : durationMs(written.half_life),
      on: [...new Set(on)],
      place,
    }
  }
}

const MOST = 500

import { z } from 'zod'
import type { Diagnostic } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import { SIGNAL_KINDS } from '../signals/kinds.ts'
import { mediaFeatures } from './media-features.ts'
import { Declared } from './names.ts'
import type { SignalSpec } from './pack.ts'
import { durationMs, EventTypeFile, HaechiFile, SignalFile, VariableName } from './schemas.ts'
import { validate } from './validate.ts'
import type { YamlFile } from './yaml-file.ts'

export const SETTINGS_DEFAULTS = {
  mask: '*',
  earlyMs: durationMs('5m'),
  lateMs: durationMs('7d'),
  deadlineMs: 50,
  /** Of signals that read files: these are looked at first. */
  mediaDeadlineMs: 5_000,
  /** As engine/conversations.ts has it by default. */
  contextBytes: 16 * 1024 * 1024,
}

export interface EventTypeDraft {
  readonly name: string
  readonly spec: EventTypeFile
}

/** What haechi.yaml says, as far as it could be read. */
export interface Settings {
  readonly file: YamlFile
  readonly tenant: string
  readonly worlds: readonly string[]
  readonly languages: readonly string[]
  readonly mask: string
  readonly clock: { readonly earlyMs: number; readonly lateMs: number }
  readonly context: { readonly maxBytes: number }
  readonly events: readonly EventTypeDraft[]
  /** Every event type named, also those that could not be read. */
  readonly eventNames: readonly string[]
  /** Names of features that are files in some event type. */
  readonly mediaFeatures: ReadonlySet<string>
  readonly signals: Declared<SignalSpec>
}

export function checkSettings(file: YamlFile, diagnostics: Diagnostic[]): Settings {
  validate(HaechiFile, file, [], file.value, diagnostics)
  const value = (typeof file.value === 'object' && file.value !== null ? file.value : {}) as Record<
    string,
    unknown
  >
  // Wrong parts are reported above; what follows goes on with the parts that are right.
  const { shape } = HaechiFile
  const tenant = shape.tenant.safeParse(value.tenant).data
  const worlds = shape.worlds.safeParse(value.worlds).data ?? []
  const languages = shape.languages.safeParse(value.languages).data ?? []
  const mask = z.optional(shape.mask).safeParse(value.mask).data
  const clock = z.optional(shape.clock).safeParse(value.clock).data
  const context = z.optional(shape.context).safeParse(value.context).data
  for (const [key, list] of [
    ['worlds', worlds],
    ['languages', languages],
  ] as const)
    warnOfRepeats(file, key, list, diagnostics)

  const eventNames = Object.keys(asRecord(value.events))
  const events = eventNames.flatMap((name) => {
    const spec = EventTypeFile.safeParse(asRecord(value.events)[name])
    return spec.success ? [{ name, spec: spec.data }] : []
  })
  const signals = new Declared<SignalSpec>('signal', diagnostics)
  const files = mediaFeatures(events)
  for (const [name, raw] of Object.entries(asRecord(value.signals))) {
    const spec = SignalFile.safeParse(raw)
    if (spec.success && VariableName.safeParse(name).success) {
      const checked = checkSignal(file, name, spec.data, files.has(spec.data.of), diagnostics)
      if (checked) signals.add(name, checked)
    }
  }
  if (file.value !== undefined && eventNames.length === 0 && typeof value.events === 'object')
    diagnostics.push({
      severity: 'error',
      code: 'no-event-types',
      message: 'no event type is declared',
      place: file.keyPlace(['events']),
      wayOut: 'declare one, such as chat.message',
    })
  return {
    file,
    tenant: tenant ?? 'unnamed',
    worlds: worlds.length ? worlds : ['main'],
    languages,
    mask: mask ?? SETTINGS_DEFAULTS.mask,
    clock: {
      earlyMs: clock?.early === undefined ? SETTINGS_DEFAULTS.earlyMs : durationMs(clock.early),
      lateMs: clock?.late === undefined ? SETTINGS_DEFAULTS.lateMs : durationMs(clock.late),
    },
    context: {
      maxBytes:
        context === undefined ? SETTINGS_DEFAULTS.contextBytes : Math.round(context.megabytes * 1024 * 1024),
    },
    events,
    eventNames,
    mediaFeatures: files,
    signals,
  }
}

function checkSignal(
  file: YamlFile,
  name: string,
  spec: SignalFile,
  ofFile: boolean,
  diagnostics: Diagnostic[],
): SignalSpec | undefined {
  const { kind, of, deadline, degrade, ...options } = spec
  const known = SIGNAL_KINDS.find((one) => one.kind === kind)
  if (known === undefined) {
    diagnostics.push({
      severity: 'error',
      code: 'unknown-signal-kind',
      message: `unknown kind of signal "${kind.slice(0, 60)}"`,
      place: file.place(['signals', name, 'kind']),
      wayOut: didYouMean(
        kind,
        SIGNAL_KINDS.map((one) => one.kind),
      ),
    })
    return undefined
  }
  if (known.readsEarlier && of !== 'content') {
    diagnostics.push({
      severity: 'error',
      code: 'not-of-content',
      message: `the signal "${name}" reads earlier messages, of which only the content is remembered`,
      place: file.place(['signals', name, 'of']),
      wayOut: 'write of: content',
    })
    return undefined
  }
  const checked = validate(known.options, file, ['signals', name], options, diagnostics)
  if (checked === undefined) return undefined
  return {
    name,
    kind,
    of,
    options: checked,
    deadlineMs:
      deadline === undefined
        ? ofFile
          ? SETTINGS_DEFAULTS.mediaDeadlineMs
          : SETTINGS_DEFAULTS.deadlineMs
        : durationMs(deadline),
    // What could not be looked at may hold anything.
    degrade: degrade ?? (ofFile ? 'hold' : 'open'),
    type: known.type,
    cost: ofFile ? 'dear' : known.cost,
    on: undefined,
    model: undefined,
    place: file.keyPlace(['signals', name]),
  }
}

function warnOfRepeats(
  file: YamlFile,
  key: string,
  list: readonly string[],
  diagnostics: Diagnostic[],
): void {
  for (const [i, item] of list.entries()) {
    if (list.indexOf(item) === i) continue
    diagnostics.push({
      severity: 'warning',
      code: 'repeated',
      message: `"${item}" stands twice in ${key}`,
      place: file.place([key, i]),
      wayOut: 'remove one',
    })
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}

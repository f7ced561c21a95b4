import type { Diagnostic, Place } from '../core/diagnostic.ts'
import { type EntityRef, entityKind } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import { didYouMean } from '../core/suggest.ts'
import { typeName, type ValueType } from '../core/value.ts'
import { checkStatedFile } from './check-stated-file.ts'
import type { EventType } from './pack.ts'
import type { GivenSignals, TestStep } from './pack-test.ts'
import { type StatedFile, statedId } from './stated-file.ts'
import { findNamed, type TestNames } from './test-names.ts'
import type { StoryEvent } from './test-schemas.ts'
import type { FeatureMedia } from './value-types.ts'
import type { Path, YamlFile } from './yaml-file.ts'

/** An event of a story, and the files that are stated in it. */
export interface CheckedStoryEvent {
  readonly event: Event
  readonly files: (TestStep & { readonly kind: 'event' })['files']
}

/**
 * An event of a story with its names looked up; the types of its features show when it is judged. A map in the place of a file
 * states what the file holds.
 */
export function checkStoryEvent(
  file: YamlFile,
  path: Path,
  event: StoryEvent,
  names: TestNames,
  diagnostics: Diagnostic[],
): CheckedStoryEvent {
  const error = (code: string, message: string, place: Place, wayOut: string) => {
    diagnostics.push({ severity: 'error', code, message, place, wayOut })
  }
  const eventType = findNamed(
    'event type',
    event.type,
    names.eventTypes,
    file.place([...path, 'type']),
    diagnostics,
  )
  if (event.world !== undefined && !names.worlds.includes(event.world))
    error(
      'unknown-world',
      `unknown world "${event.world}"`,
      file.place([...path, 'world']),
      didYouMean(event.world, names.worlds),
    )
  const { data = {}, ...rest } = event
  const files = new Map<string, { readonly file: StatedFile; readonly kind: FeatureMedia }>()
  if (eventType === undefined) return { event: { ...rest, data } as Event, files }
  for (const role of ['actor', 'target'] as const) {
    const kinds = eventType[role]
    const ref = event[role]
    if (ref === undefined || kinds === undefined || kinds.includes(entityKind(ref as EntityRef))) continue
    const message = `the ${role} of "${eventType.name}" is never a ${entityKind(ref as EntityRef)}`
    error(
      'wrong-kind',
      message,
      file.place([...path, role]),
      `write ${kinds.map((kind) => `${kind}:…`).join(' or ')}`,
    )
  }
  for (const name of Object.keys(data))
    if (!eventType.features.has(name))
      error(
        'unknown-feature',
        `"${name.slice(0, 64)}" is no feature of "${eventType.name}"`,
        file.keyPlace([...path, 'data', name]),
        didYouMean(name.slice(0, 64), eventType.features.keys()),
      )
  const missing = missingFeatures(eventType, data)
  if (missing.length > 0)
    error(
      'missing-feature',
      `"${eventType.name}" needs ${missing.join(', ')}`,
      file.place(path),
      `add data: { ${missing.map((name) => `${name}: …`).join(', ')} }`,
    )
  const named: Record<string, unknown> = { ...data }
  for (const { name, media } of eventType.features.values()) {
    const raw = data[name]
    if (media === undefined || typeof raw !== 'object' || raw === null) continue
    const stated = checkStatedFile(file, [...path, 'data', name], raw, names, diagnostics)
    if (stated === undefined) continue
    const id = statedId(stated)
    files.set(id, { file: stated, kind: media })
    named[name] = id
  }
  return { event: { ...rest, data: named } as Event, files }
}

function missingFeatures({ features }: EventType, data: Readonly<Record<string, unknown>>): string[] {
  return [...features.values()]
    .filter(({ name, required }) => required && (data[name] === undefined || data[name] === null))
    .map(({ name }) => name)
}

/** Answers that a test gives in the place of signals that ask elsewhere; others are computed as they are live. */
export function checkGivenSignals(
  file: YamlFile,
  path: Path,
  given: GivenSignals,
  names: TestNames,
  diagnostics: Diagnostic[],
): void {
  for (const [name, answer] of Object.entries(given)) {
    const at = [...path, name]
    const place = file.keyPlace(at)
    const signal = findNamed('signal', name, names.signals, place, diagnostics)
    if (signal === undefined) continue
    if (signal.cost === 'dear') {
      checkAnswer(file, at, answer, signal.type, diagnostics)
      continue
    }
    diagnostics.push({
      severity: 'error',
      code: 'computed-signal',
      message: `the signal "${name}" is computed from the event, so a test cannot give it`,
      place,
      wayOut: 'give an event in which it finds something; only answers of other services are given',
    })
  }
}

const WRITTEN: Readonly<Record<string, string>> = {
  double: 'number',
  int: 'number',
  string: 'string',
  bool: 'boolean',
}

/** Whether an answer has the fields that rules read; one that is left out is unknown to them. */
function checkAnswer(
  file: YamlFile,
  path: Path,
  answer: unknown,
  type: ValueType,
  diagnostics: Diagnostic[],
): void {
  const error = (at: Path, message: string, wayOut: string) =>
    diagnostics.push({ severity: 'error', code: 'wrong-answer', message, place: file.keyPlace(at), wayOut })
  const fields = type.kind === 'object' ? type.fields : {}
  const form = Object.entries(fields).map(([name, one]) => `${name}: ${typeName(one)}`)
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    error(path, 'this signal answers with fields', `write { ${form.join(', ')} }`)
    return
  }
  for (const [name, value] of Object.entries(answer)) {
    const field = Object.hasOwn(fields, name) ? fields[name]! : undefined
    if (field === undefined)
      error(
        [...path, name],
        `this signal has no field "${name.slice(0, 64)}"`,
        didYouMean(name.slice(0, 64), Object.keys(fields)),
      )
    else if (typeof value !== WRITTEN[field.kind])
      error([...path, name], `"${name}" is a ${typeName(field)}`, `write { ${form.join(', ')} }`)
  }
}

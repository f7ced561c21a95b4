import type { Diagnostic, Place } from '../core/diagnostic.ts'
import { typeName, type ValueType } from '../core/value.ts'
import type { EventTypeDraft } from './check-settings.ts'
import type { Feature } from './pack.ts'
import { durationMs } from './schemas.ts'
import { parseType } from './value-types.ts'
import type { YamlFile } from './yaml-file.ts'

export const EVENT_TYPE_DEFAULTS = {
  maxString: 10_000,
  maxList: 1_000,
  contentMs: durationMs('30d'),
  decisionMs: durationMs('365d'),
}

/** The features of one event type that can be read, with their types and limits. */
export function checkFeatures(
  { name, spec }: EventTypeDraft,
  file: YamlFile,
  diagnostics: Diagnostic[],
): Map<string, Feature> {
  const error = (code: string, message: string, place: Place, wayOut: string) => {
    diagnostics.push({ severity: 'error', code, message, place, wayOut })
  }
  const features = new Map<string, Feature>()
  for (const [feature, written] of Object.entries(spec.features)) {
    const path = ['events', name, 'features', feature]
    const full = typeof written === 'string' ? { type: written } : written
    const parsed = parseType(full.type)
    if (!parsed.ok) {
      error(
        'unknown-type',
        parsed.problem,
        file.place(typeof written === 'string' ? path : [...path, 'type']),
        parsed.wayOut,
      )
      continue
    }
    const { type, media } = parsed
    const place = file.keyPlace(path)
    const numeric = type.kind === 'int' || type.kind === 'double'
    const sized =
      (type.kind === 'string' && media === undefined) || type.kind === 'list' || type.kind === 'map'
    if (full.min !== undefined && !numeric)
      error(
        'bad-limit',
        `min does not bound a ${media ?? typeName(type)}`,
        file.keyPlace([...path, 'min']),
        'remove it',
      )
    if (full.max !== undefined && !numeric && !sized)
      error(
        'bad-limit',
        `max does not bound a ${media ?? typeName(type)}`,
        file.keyPlace([...path, 'max']),
        'remove it',
      )
    if (full.min !== undefined && full.max !== undefined && full.min > full.max)
      error(
        'bad-limit',
        'min is above max',
        file.place([...path, 'min']),
        'no value could pass: swap the two',
      )
    if (full.max !== undefined && sized && (full.max < 0 || !Number.isInteger(full.max)))
      error(
        'bad-limit',
        'max of a length must be a whole number',
        file.place([...path, 'max']),
        'such as 2000',
      )
    features.set(feature, {
      name: feature,
      type,
      media,
      required: full.required ?? false,
      personal: full.personal ?? false,
      min: full.min,
      max: full.max ?? defaultMax(type),
      description: full.description,
      place,
    })
  }
  return features
}

function defaultMax(type: ValueType): number | undefined {
  if (type.kind === 'string') return EVENT_TYPE_DEFAULTS.maxString
  return type.kind === 'list' || type.kind === 'map' ? EVENT_TYPE_DEFAULTS.maxList : undefined
}

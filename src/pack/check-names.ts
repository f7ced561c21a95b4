import type { z } from 'zod'
import type { Diagnostic, Place } from '../core/diagnostic.ts'
import { Declared } from './names.ts'
import type { Label, Queue } from './pack.ts'
import { durationMs, LabelFile, Name, QueueFile, shareOf } from './schemas.ts'
import { validate } from './validate.ts'
import type { YamlFile } from './yaml-file.ts'

export type Placed<T> = T & { readonly place: Place }

export function checkLabels(file: YamlFile | undefined, diagnostics: Diagnostic[]): Declared<Placed<Label>> {
  return checkMap('label', file, LabelFile, diagnostics, (name, spec, place) => ({
    name,
    on: spec.on,
    description: spec.description,
    connotation: spec.connotation ?? 'neutral',
    expiresMs: spec.expires === undefined ? undefined : durationMs(spec.expires),
    manual: spec.manual ?? false,
    place,
  }))
}

export function checkQueues(file: YamlFile | undefined, diagnostics: Diagnostic[]): Declared<Placed<Queue>> {
  return checkMap('queue', file, QueueFile, diagnostics, (name, spec, place) => ({
    name,
    description: spec.description,
    isDefault: spec.default ?? false,
    clearance: spec.clearance,
    languages: spec.languages,
    serviceLevelMs: durationMs(spec.service_level ?? QUEUE_DEFAULTS.serviceLevel),
    doublesMs: durationMs(spec.doubles ?? QUEUE_DEFAULTS.doubles),
    holdMs: durationMs(spec.hold ?? QUEUE_DEFAULTS.hold),
    enforcements: spec.enforcements,
    second: shareOf(spec.second ?? 0),
    golden: shareOf(spec.golden ?? 0),
    place,
  }))
}

export const QUEUE_DEFAULTS = { serviceLevel: '24h', doubles: '6h', hold: '10m' } as const

/** A file that is a map by name: each entry checked by the schema, and resolved. */
export function checkMap<S extends z.ZodType, T extends { readonly place: Place }>(
  what: string,
  file: YamlFile | undefined,
  schema: S,
  diagnostics: Diagnostic[],
  resolve: (name: string, spec: z.infer<S>, place: Place) => T,
): Declared<T> {
  const declared = new Declared<T>(what, diagnostics)
  if (file?.value === undefined || file.value === null) return declared
  if (typeof file.value !== 'object' || Array.isArray(file.value)) {
    diagnostics.push({
      severity: 'error',
      code: 'wrong-type',
      message: `a file of ${what}s is a map by name`,
      place: file.place([]),
      wayOut: 'write "name: { description: … }"',
    })
    return declared
  }
  for (const [name, raw] of Object.entries(file.value)) {
    const place = file.keyPlace([name])
    const valid = Name.safeParse(name)
    if (!valid.success)
      diagnostics.push({
        severity: 'error',
        code: 'bad-name',
        message: `"${name.slice(0, 60)}" is no valid name`,
        place,
        wayOut: valid.error.issues[0]?.message ?? 'choose a plain name',
      })
    const spec = validate(schema, file, [name], raw, diagnostics)
    if (spec !== undefined) declared.add(name, resolve(name, spec, place))
  }
  return declared
}

import type { Diagnostic, Place } from '../core/diagnostic.ts'
import type { Placed } from './check-names.ts'
import { checkParams } from './check-params.ts'
import type { Declared } from './names.ts'
import type { EffectSpec, Enforcement, EventType, Label, On, Policy, Queue } from './pack.ts'
import { durationMs, type RuleFile } from './schemas.ts'
import type { Path, YamlFile } from './yaml-file.ts'

export interface EffectNames {
  readonly policies: Declared<Policy>
  readonly labels: Declared<Placed<Label>>
  readonly queues: Declared<Placed<Queue>>
  readonly enforcements: Declared<Placed<Enforcement>>
}

/** What a rule asks for, with each name resolved and lengths and weights filled in from where it was declared. */
export function checkEffects(
  file: YamlFile,
  path: Path,
  { then }: RuleFile,
  policy: Policy | undefined,
  eventTypes: readonly EventType[],
  known: EffectNames,
  diagnostics: Diagnostic[],
): EffectSpec[] {
  const effects: EffectSpec[] = []
  const fits = (kind: string | undefined, on: On, what: string, place: Place, declared: Place) => {
    const other = eventTypes.find((one) => kind !== undefined && !mayBe(one, on, kind))
    if (other === undefined) return
    diagnostics.push({
      severity: 'error',
      code: 'wrong-target',
      message: `${what} stands on ${kind}, and the ${on} of "${other.name}" is never one`,
      place,
      wayOut: `name another \`on\`, or another ${what.split(' ')[0]}`,
      related: [{ message: 'declared here', place: declared }],
    })
  }
  for (const [asked, at] of oneOrMany(then.label, [...path, 'label'])) {
    const label = known.labels.find(asked.name, file.place([...at, 'name']))
    const on = asked.on ?? 'actor'
    if (label) fits(label.on, on, `label "${label.name}"`, file.place(at), label.place)
    effects.push({ kind: 'label', label: asked.name, on, forMs: lengthOf(asked.for, label?.expiresMs) })
  }
  for (const [asked, at] of oneOrMany(then.unlabel, [...path, 'unlabel'])) {
    const label = known.labels.find(asked.name, file.place([...at, 'name']))
    const on = asked.on ?? 'actor'
    if (label) fits(label.on, on, `label "${label.name}"`, file.place(at), label.place)
    const both = effects.some((one) => one.kind === 'label' && one.label === asked.name && one.on === on)
    if (both)
      diagnostics.push({
        severity: 'error',
        code: 'set-and-taken-off',
        message: `the rule both sets the label "${asked.name}" on the ${on} and takes it off`,
        place: file.place(at),
        wayOut: 'keep one of the two',
      })
    effects.push({ kind: 'unlabel', label: asked.name, on })
  }
  if (then.strike !== undefined) {
    const asked = then.strike === true ? {} : then.strike
    effects.push({ kind: 'strike', on: asked.on ?? 'actor', weight: asked.weight ?? policy?.strike ?? 1 })
  }
  if (then.job !== undefined) {
    known.queues.find(then.job, file.place([...path, 'job']))
    effects.push({ kind: 'job', queue: then.job })
  }
  for (const [asked, at] of oneOrMany(then.enforcement, [...path, 'enforcement'])) {
    const enforcement = known.enforcements.find(asked.name, file.place([...at, 'name']))
    const on = asked.on ?? 'actor'
    if (enforcement) {
      fits(enforcement.on, on, `enforcement "${enforcement.name}"`, file.place(at), enforcement.place)
      const placeOf = (param: string | undefined) =>
        file.place(param === undefined ? [...at, 'name'] : [...at, 'with', param])
      checkParams(enforcement, asked.with, placeOf, diagnostics)
    }
    const forMs = lengthOf(asked.for, enforcement?.forMs)
    effects.push({ kind: 'enforcement', enforcement: asked.name, on, forMs, with: asked.with })
  }
  if (then.notice !== undefined)
    effects.push({ kind: 'notice', on: then.notice === true ? 'actor' : then.notice.on })
  return effects
}

/** Whether the role may be held by an entity of that kind; a session may be anything. */
function mayBe(eventType: EventType, on: On, kind: string): boolean {
  const kinds = on === 'actor' ? eventType.actor : on === 'target' ? eventType.target : undefined
  return kinds === undefined || kinds.includes(kind)
}

function oneOrMany<T>(asked: T | T[] | undefined, path: Path): [T, Path][] {
  if (asked === undefined) return []
  return Array.isArray(asked) ? asked.map((one, i) => [one, [...path, i]]) : [[asked, path]]
}

function lengthOf(asked: string | undefined, declared: number | undefined): number | undefined {
  return asked === undefined ? declared : durationMs(asked)
}

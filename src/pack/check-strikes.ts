import type { Diagnostic } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import type { Placed } from './check-names.ts'
import { checkParams } from './check-params.ts'
import type { Declared } from './names.ts'
import type { Enforcement, Policy, StrikeSettings } from './pack.ts'
import { STRIKE_DEFAULTS } from './people-defaults.ts'
import { durationMs, StrikesFile } from './schemas.ts'
import { validate } from './validate.ts'
import type { YamlFile } from './yaml-file.ts'

/** Reads strikes.yaml: how long strikes count, which are one cause, and what they lead to. */
export function checkStrikes(
  file: YamlFile | undefined,
  known: {
    readonly policies: Declared<Policy>
    readonly enforcements: Declared<Placed<Enforcement>>
  },
  diagnostics: Diagnostic[],
): StrikeSettings {
  if (file?.value === undefined || file.value === null) return STRIKE_DEFAULTS
  const spec = validate(StrikesFile, file, [], file.value, diagnostics)
  if (spec === undefined) return STRIKE_DEFAULTS
  const expiresMs = spec.expires === undefined ? STRIKE_DEFAULTS.expiresMs : durationMs(spec.expires)
  const families = new Set([...known.policies.all.keys()].map((id) => id.split('.')[0]!))
  const thresholds = (spec.thresholds ?? []).map((one, i) => {
    const at = ['thresholds', i] as const
    for (const [n, family] of (one.families ?? []).entries())
      if (!families.has(family))
        diagnostics.push({
          severity: 'error',
          code: 'unknown-family',
          message: `no policy is of the family "${family}"`,
          place: file.place([...at, 'families', n]),
          wayOut: didYouMean(family, families),
        })
    const withinMs = one.within === undefined ? expiresMs : durationMs(one.within)
    if (withinMs > expiresMs)
      diagnostics.push({
        severity: 'warning',
        code: 'longer-than-strikes',
        message: 'strikes expire before they are so old',
        place: file.place([...at, 'within']),
        wayOut: 'let strikes last longer with expires, or shorten within',
      })
    const enforcement = known.enforcements.find(one.enforcement, file.place([...at, 'enforcement']))
    if (enforcement !== undefined) {
      if (enforcement.on !== undefined && enforcement.on !== 'account')
        diagnostics.push({
          severity: 'error',
          code: 'wrong-target',
          message: `enforcement "${enforcement.name}" falls on ${enforcement.on}, and strikes are an account's`,
          place: file.place([...at, 'enforcement']),
          wayOut: 'name an enforcement on account',
          related: [{ message: 'declared here', place: enforcement.place }],
        })
      checkParams(
        enforcement,
        one.with,
        (param) =>
          param === undefined ? file.place([...at, 'enforcement']) : file.place([...at, 'with', param]),
        diagnostics,
      )
    }
    return {
      at: one.at,
      withinMs,
      families: one.families,
      enforcement: one.enforcement,
      forMs: one.for === undefined ? enforcement?.forMs : durationMs(one.for),
      with: one.with,
    }
  })
  return {
    expiresMs,
    foldMs: spec.fold === undefined ? STRIKE_DEFAULTS.foldMs : durationMs(spec.fold),
    thresholds,
  }
}

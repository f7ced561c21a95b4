import type { Diagnostic } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import { checkMap, type Placed } from './check-names.ts'
import { DSA_MEASURES } from './dsa-measures.ts'
import type { Declared } from './names.ts'
import type { Enforcement } from './pack.ts'
import { durationMs, EnforcementFile } from './schemas.ts'
import type { YamlFile } from './yaml-file.ts'

/** Reads enforcements.yaml. Warns of titles that are missing: players read them in statements of reasons. */
export function checkEnforcements(
  file: YamlFile | undefined,
  languages: readonly string[],
  diagnostics: Diagnostic[],
): Declared<Placed<Enforcement>> {
  return checkMap('enforcement', file, EnforcementFile, diagnostics, (name, spec, place) => {
    const at = (...path: string[]) => file!.place([name, ...path])
    const missing = languages.filter((language) => !Object.hasOwn(spec.title ?? {}, language))
    if (missing.length > 0)
      diagnostics.push({
        severity: 'warning',
        code: 'missing-language',
        message: `no title of "${name}" in ${missing.join(', ')}: statements of reasons will show its bare name`,
        place: spec.title === undefined ? place : file!.keyPlace([name, 'title']),
        wayOut: `add title: { ${missing.map((language) => `${language}: …`).join(', ')} }`,
      })
    const delay = spec.delay && { minMs: durationMs(spec.delay.min), maxMs: durationMs(spec.delay.max) }
    if (delay !== undefined && delay.minMs > delay.maxMs)
      diagnostics.push({
        severity: 'error',
        code: 'bad-value',
        message: 'the shortest delay is longer than the longest',
        place: at('delay'),
        wayOut: 'swap min and max',
      })
    if (spec.dsa !== undefined && !DSA_MEASURES.some((one) => one === spec.dsa))
      diagnostics.push({
        severity: 'error',
        code: 'unknown-dsa-measure',
        message: 'the transparency database knows no such decision',
        place: at('dsa'),
        wayOut: didYouMean(spec.dsa, DSA_MEASURES),
      })
    for (const [param, { type, one_of: oneOf }] of Object.entries(spec.params ?? {}))
      if (oneOf?.some((value) => typeof value !== type))
        diagnostics.push({
          severity: 'error',
          code: 'wrong-type',
          message: `"${param}" is a ${type}, and one_of holds something else`,
          place: at('params', param, 'one_of'),
          wayOut: `list values of the type ${type}, or leave one_of out`,
        })
    return {
      name,
      on: spec.on,
      title: spec.title ?? {},
      description: spec.description,
      reversible: spec.reversible ?? true,
      forMs: spec.for === undefined ? undefined : durationMs(spec.for),
      params: new Map(
        Object.entries(spec.params ?? {}).map(([param, { type, required = false, one_of }]) => [
          param,
          { type, required, oneOf: one_of },
        ]),
      ),
      delay,
      dsa: spec.dsa,
      place,
    }
  })
}

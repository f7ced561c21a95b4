import type { Diagnostic, Place } from '../core/diagnostic.ts'
import type { EffectParams } from '../core/effect.ts'
import { didYouMean } from '../core/suggest.ts'
import type { Enforcement } from './pack.ts'

/** One value that an enforcement does not take, or lacks; `param` is undefined for one that is missing. */
export interface WrongParam {
  readonly param: string | undefined
  readonly code: 'unknown-param' | 'missing-param' | 'wrong-type' | 'bad-value'
  readonly message: string
  readonly wayOut: string
}

/** What is wrong with the values for an enforcement's parameters; none: nothing. Never names a value. */
export function wrongParams({ name, params }: Enforcement, given: EffectParams): WrongParam[] {
  const wrong: WrongParam[] = []
  for (const [param, value] of Object.entries(given)) {
    const spec = params.get(param)
    if (spec === undefined) {
      const message = `the enforcement "${name}" has no parameter "${param.slice(0, 60)}"`
      const wayOut =
        params.size === 0
          ? 'leave it out, or declare it in enforcements.yaml'
          : didYouMean(param, params.keys())
      wrong.push({ param, code: 'unknown-param', message, wayOut })
    } else if (typeof value !== spec.type) {
      const message = `"${param}" of the enforcement "${name}" should be a ${spec.type}, and is a ${typeof value}`
      wrong.push({ param, code: 'wrong-type', message, wayOut: `give a ${spec.type}` })
    } else if (spec.oneOf !== undefined && !spec.oneOf.includes(value as string | number)) {
      const message = `"${param}" of the enforcement "${name}" cannot be this value`
      wrong.push({ param, code: 'bad-value', message, wayOut: `give one of ${spec.oneOf.join(', ')}` })
    }
  }
  for (const [param, { required, type, oneOf }] of params) {
    if (!required || Object.hasOwn(given, param)) continue
    const message = `the enforcement "${name}" needs its parameter "${param}"`
    const wayOut = `add with: { ${param}: ${oneOf?.[0] ?? `a ${type}`} }`
    wrong.push({ param: undefined, code: 'missing-param', message, wayOut })
  }
  return wrong
}

/** Reports them, each at the place that `placeOf` gives for its parameter. */
export function checkParams(
  enforcement: Enforcement & { readonly place: Place },
  given: EffectParams | undefined,
  placeOf: (param: string | undefined) => Place,
  diagnostics: Diagnostic[],
): void {
  for (const { param, code, message, wayOut } of wrongParams(enforcement, given ?? {}))
    diagnostics.push({
      ...{ severity: 'error', code, message, place: placeOf(param), wayOut },
      related: [{ message: 'declared here', place: enforcement.place }],
    })
}

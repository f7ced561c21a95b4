import type { EffectParams } from '../core/effect.ts'

/** One spelling of parameters, whatever their order: the same enforcement has the same parameters. */
export function paramsKey(params: EffectParams): string {
  return JSON.stringify(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)))
}

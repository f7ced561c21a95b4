import { mulberry32 } from '../random.ts'
import type { Mesh } from './mesh.ts'
import { TEMPLATES } from './templates.ts'

/** An item made in code, with the template and the parameters that made it, each 0 to 1 of its range. */
export interface Generated {
  readonly template: string
  readonly parameters: readonly number[]
  readonly mesh: Mesh
}

const NAMES = Object.keys(TEMPLATES)

/** The item of a seed. `near`: another item's parameters with each moved by at most so much of its range. */
export function generate(seed: number, near?: { readonly of: Generated; readonly by: number }): Generated {
  const random = mulberry32(seed)
  const template = near?.of.template ?? NAMES[seed % NAMES.length]!
  const parameters: number[] = []
  const mesh = TEMPLATES[template]!((from, to) => {
    const before = near?.of.parameters[parameters.length]
    const drawn = random()
    const value = before === undefined ? drawn : Math.min(1, Math.max(0, before + (2 * drawn - 1) * near!.by))
    parameters.push(value)
    return from + (to - from) * value
  })
  return { template, parameters, mesh }
}

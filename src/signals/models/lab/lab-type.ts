import type { ValueType } from '../../../core/value.ts'
import { scoreType } from '../score-type.ts'
import { REACHES } from './reached.ts'

/** The type of a value: a score for each label, and whether the model may do each thing here and now. */
export function labType(name: string, labels: readonly string[]): ValueType {
  const { fields, ...type } = scoreType(name, labels) as ValueType & { kind: 'object' }
  return {
    ...type,
    fields: { ...fields, ...Object.fromEntries(REACHES.map((one) => [one, { kind: 'bool' }])) },
  }
}

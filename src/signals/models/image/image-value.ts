import type { ModelUse } from '../../../core/decision.ts'
import type { Value, ValueType } from '../../../core/value.ts'
import type { MediaFacts } from '../../media/media-facts.ts'
import { ModelFault } from '../model-fault.ts'
import { scoreType } from '../score-type.ts'

/** Where the highest score of a label is: `model.NAME.at.LABEL` is the name of a picture. */
export const AT = 'at'

/** The type of a value: a score for each label, and the picture that it was given for. */
export function imageType(name: string, labels: readonly string[]): ValueType {
  const { fields, ...type } = scoreType(name, labels) as ValueType & { kind: 'object' }
  const pictures = Object.fromEntries(labels.map((label) => [label, { kind: 'string' } as const]))
  return {
    ...type,
    fields: { ...fields, [AT]: { kind: 'object', name: `model.${name}.${AT}`, fields: pictures } },
  }
}

/**
 * What rules read of a file: of each label the highest score over all of its pictures, and the first picture that has it. Throws a
 * ModelFault when the file could not be looked at as a whole, or this model was not asked of any picture of it.
 */
export function imageValue(facts: MediaFacts, model: string, labels: readonly string[]): Value {
  if (!facts.whole) throw new ModelFault('failed', `Model "${model}" did not see the whole file`)
  const scores: Record<string, number> = {}
  const at: Record<string, string> = {}
  for (const picture of facts.pictures) {
    const own = picture.scores[model]
    if (own === undefined) continue
    for (const label of labels) {
      const score = own[label]
      if (score === undefined || score <= (scores[label] ?? Number.NEGATIVE_INFINITY)) continue
      scores[label] = score
      at[label] = picture.name
    }
  }
  if (Object.keys(scores).length === 0)
    throw new ModelFault('failed', `Model "${model}" saw no picture of the file`)
  return { ...scores, [AT]: at }
}

/** What a decision records of a value. */
export function useOfImage(version: string, value: Value): ModelUse {
  const { [AT]: pictures, ...scores } = value as Record<string, number> & {
    readonly at: Record<string, string>
  }
  return {
    version,
    scores: scores as Record<string, number>,
    pictures: pictures as unknown as Record<string, string>,
  }
}

/** The value that was recorded; undefined: none was. */
export function recordedImage(use: ModelUse | undefined): Value {
  return use?.scores === undefined ? undefined : { ...use.scores, [AT]: use.pictures ?? {} }
}

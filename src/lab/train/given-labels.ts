import { z } from 'zod'
import { canonicalJson } from '../../core/canonical-json.ts'
import { isFineName } from '../dataset/fine-names.ts'
import { BadGiven, jsonOfGiven } from './given-files.ts'
import type { GivenFiles } from './learner-asked.ts'

export const LABELS_FILE = 'labels.json'

/** What a given classifier puts out, and which of it violates. */
const GivenLabels = z.strictObject({
  form: z.literal(1),
  labels: z.array(z.string()).min(1),
  harm: z.array(z.string()).min(1),
  activation: z.enum(['softmax', 'sigmoid']),
  maxTokens: z.int().min(4),
})
export type GivenLabels = z.infer<typeof GivenLabels>

const MOST_TOKENS = 256

/** Finds the labels of a classifier in its config.json, and which violate: those asked for, or those that are not fine by name. */
export async function findLabels(files: GivenFiles, harm: readonly string[]): Promise<GivenLabels> {
  const { id2label, problem_type } = await jsonOfGiven(files, 'config.json')
  const named = z.record(z.string(), z.string()).safeParse(id2label)
  const count = named.success ? Object.keys(named.data).length : 0
  const labels = Array.from({ length: count }, (_, i) => named.data![String(i)])
  if (count === 0 || labels.some((label) => label === undefined))
    throw new BadGiven(
      'config.json has no "id2label" with a label for each value from 0 on: take the one that was saved with the model',
    )
  const own = labels as string[]
  const strange = harm.filter((label) => !own.includes(label))
  if (harm.length > 0 && strange.length === harm.length)
    throw new BadGiven(
      `the model has the labels ${own.join(', ')}, and none of them is among those that violate (${harm.join(', ')}): say which with --harm`,
    )
  const found =
    harm.length > 0 ? own.filter((label) => harm.includes(label)) : own.filter((label) => !isFineName(label))
  if (
    found.length === 0 ||
    (found.length === own.length && own.length > 1 && harm.length === 0 && !isSigmoid(problem_type, count))
  )
    throw new BadGiven(
      `of the labels ${own.join(', ')} it cannot be told which violate: say which with --harm`,
    )
  return {
    form: 1,
    labels: own,
    harm: found,
    activation: isSigmoid(problem_type, count) ? 'sigmoid' : 'softmax',
    maxTokens: MOST_TOKENS,
  }
}

function isSigmoid(problem: unknown, count: number): boolean {
  return problem === 'multi_label_classification' || count === 1
}

export function writeLabels(labels: GivenLabels): Uint8Array {
  return new TextEncoder().encode(`${canonicalJson(labels)}\n`)
}

export async function readLabels(files: GivenFiles): Promise<GivenLabels> {
  const read = GivenLabels.safeParse(await jsonOfGiven(files, LABELS_FILE))
  if (!read.success)
    throw new BadGiven(`${LABELS_FILE} of the model is not as it was written; take the model again`)
  return read.data
}

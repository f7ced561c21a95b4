import { z } from 'zod'
import { canonicalJson } from '../../core/canonical-json.ts'
import { BadGiven, jsonOfGiven } from './given-files.ts'
import type { GivenFiles } from './learner-asked.ts'

export const PICTURE_HEAD_FILE = 'picture-head.json'

const numbers = z.array(z.number())

/** A softmax head on the embedding of pictures. */
const PictureHead = z.strictObject({
  form: z.literal(1),
  /** SHA-256 of the model that makes the embeddings. */
  model: z.string().regex(/^[0-9a-f]{64}$/),
  /** The labels that it tells apart; `breaks`: whether each violates. */
  classes: z.array(z.string()).min(2),
  breaks: z.array(z.boolean()),
  /** `violates`, and the classes that rules may read. */
  labels: z.array(z.string()).min(1),
  /** What each number of the embedding is less, and then multiplied by. */
  means: numbers.min(1),
  scales: numbers,
  weights: z.array(numbers),
  biases: numbers,
})
export type PictureHead = z.infer<typeof PictureHead>

export function writePictureHead(head: PictureHead): Uint8Array {
  return new TextEncoder().encode(`${canonicalJson(head)}\n`)
}

export async function readPictureHead(files: GivenFiles): Promise<PictureHead> {
  const read = PictureHead.safeParse(await jsonOfGiven(files, PICTURE_HEAD_FILE))
  const head = read.data
  const isWhole =
    head !== undefined &&
    [head.breaks, head.weights, head.biases].every(({ length }) => length === head.classes.length) &&
    [head.scales, ...head.weights].every(({ length }) => length === head.means.length)
  if (!isWhole)
    throw new BadGiven(`${PICTURE_HEAD_FILE} of the model is not as it was written; train the model again`)
  return head
}

import { z } from 'zod'
import { canonicalJson } from '../../core/canonical-json.ts'
import { BadGiven, jsonOfGiven } from './given-files.ts'
import type { GivenFiles } from './learner-asked.ts'

export const HEAD_FILE = 'head.json'

/** A linear head: for each label the weights of the means of the frozen model, and a constant. */
const HeadFile = z.strictObject({
  form: z.literal(1),
  labels: z.array(z.string()).min(1),
  width: z.int().min(1),
  maxTokens: z.int().min(4),
  weights: z.array(z.array(z.number())),
  biases: z.array(z.number()),
})
export type HeadFile = z.infer<typeof HeadFile>

export function writeHead(head: HeadFile): Uint8Array {
  return new TextEncoder().encode(`${canonicalJson(head)}\n`)
}

export async function readHead(files: GivenFiles): Promise<HeadFile> {
  const read = HeadFile.safeParse(await jsonOfGiven(files, HEAD_FILE))
  if (
    !read.success ||
    read.data.weights.length !== read.data.labels.length ||
    read.data.biases.length !== read.data.labels.length ||
    read.data.weights.some(({ length }) => length !== read.data.width)
  )
    throw new BadGiven(`${HEAD_FILE} of the model is not as it was written; train the model again`)
  return read.data
}

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Name } from './schemas.ts'

const share = z.number().min(0).max(1)
const text = z.string().min(1).max(2000)

/** What a test says that a file holds, in the place of the file; what it leaves out is harmless. */
export const StatedFile = z.strictObject({
  /** Writing in it. */
  texts: z.array(text).exactOptional(),
  /** By image model, by label. */
  scores: z.record(z.string().max(64), z.record(z.string().max(100), share)).exactOptional(),
  /** Banks of hashes that it is near, with the bits that differ. */
  near: z.record(Name, z.int().min(0).max(31)).exactOptional(),
  /** Of a video: what it shares with the known ones that it is near, of its own frames and of theirs. */
  shares: z.strictObject({ file: share, known: share }).exactOptional(),
  /** Whether the members that it is near are doubted. */
  doubted: z.boolean().exactOptional(),
  /** What is wrong with it, by code. */
  findings: z.record(z.string().max(64), z.enum(['error', 'warning', 'note'])).exactOptional(),
  figures: z
    .partialRecord(
      z.enum(['triangles', 'meshes', 'materials', 'textures', 'bones', 'animations']),
      z.int().min(0),
    )
    .exactOptional(),
  /** By region of the body, how much of it is bare. */
  bare: z.record(z.string().max(64), share).exactOptional(),
  /** Items of the catalogue that it is like, the most similar first. */
  copies: z
    .array(
      z.strictObject({
        item: z.string().regex(/^item:\S+$/, 'expected an item, such as item:i1'),
        similarity: share,
        by: z.enum(['looks', 'shape', 'texture']).exactOptional(),
        maker: z
          .string()
          .regex(/^account:\S+$/, 'expected a maker, such as account:a')
          .exactOptional(),
        makers: z.int().min(1).exactOptional(),
      }),
    )
    .exactOptional(),
  /** False: some of it could not be looked at. */
  whole: z.boolean().exactOptional(),
})
export type StatedFile = z.infer<typeof StatedFile>

/** The id under which a story's event names it: the same for the same words. */
export function statedId(file: StatedFile): `sha256:${string}` {
  return `sha256:${createHash('sha256').update(JSON.stringify(file)).digest('hex')}`
}

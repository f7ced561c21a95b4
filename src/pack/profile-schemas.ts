import { z } from 'zod'
import { WEAR_SLOTS } from '../signals/model3d/body/place-in-slot.ts'
import { REGIONS, type Region } from '../signals/model3d/body/region.ts'
import { Share } from './schemas.ts'

const text = (max: number) => z.string().min(1).max(max)
const limit = z.int().min(0).max(1_000_000_000)
const metres = z.number().gt(0).max(10_000)

/** A key for each region, so that a misspelt one is told with what was meant. */
const MASK = Object.fromEntries(REGIONS.map((region) => [region, Share.exactOptional()])) as Record<
  Region,
  z.ZodExactOptional<typeof Share>
>

/** What a world asks of items in one slot, by its id in profiles.yaml; a limit that is left out is not asked. */
export const ProfileFile = z.strictObject({
  world: text(100),
  slot: text(100),
  /** Where the limits are from. */
  source: text(500).exactOptional(),
  triangles: limit.exactOptional(),
  materials: limit.exactOptional(),
  bones: limit.exactOptional(),
  texture_mb: z.number().gt(0).max(65_536).exactOptional(),
  bytes_per_pixel: z.number().gt(0).max(16).exactOptional(),
  texture_side: limit.exactOptional(),
  /** Width, height and depth in metres. */
  size: z
    .tuple([metres, metres, metres], { error: 'expected width, height and depth in metres, as [1, 2, 1]' })
    .exactOptional(),
  watertight: z.boolean().exactOptional(),
  opaque: z.boolean().exactOptional(),
  single_mesh: z.boolean().exactOptional(),
  no_morphs: z.boolean().exactOptional(),
  no_lights: z.boolean().exactOptional(),
  /** Where on the mannequin an item without bones is worn. */
  wear: z.enum(WEAR_SLOTS).exactOptional(),
  /** How much of regions of the body may be bare, as `chest: 20%` or 0.2. */
  mask: z.strictObject(MASK).exactOptional(),
  extensions: z.array(text(100)).exactOptional(),
})
export type ProfileFile = z.infer<typeof ProfileFile>
export const ProfilesFile = z.record(text(64), ProfileFile)

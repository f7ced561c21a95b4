import { z } from 'zod'
import { REACHES } from './reached.ts'

/** What a model of the lab has beside kind, of, on, deadline and degrade in models.yaml. */
export const LabOptions = z.strictObject({
  /** The task whose model in the registry is asked. */
  task: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'a task is named by a-z, 0-9 and _, 40 at most, a letter first'),
  /** Of a task of images: that what its models stand on is measured of the files that the feature names. */
  content: z.enum(['text', 'image']).exactOptional(),
  /** Categories that rules read beside `violates`; one that the serving model does not have is unknown. */
  labels: z
    .array(
      z
        .string()
        .min(1)
        .refine(
          (label) => !(REACHES as readonly string[]).includes(label),
          'rank, act and act_for_good are what a model may do, not categories',
        ),
    )
    .max(100)
    .exactOptional(),
})
export type LabOptions = z.infer<typeof LabOptions>

/** The label that decides: it is always there, and first. */
export const VIOLATES = 'violates'

export function labelsOf({ labels = [] }: LabOptions): readonly string[] {
  return [VIOLATES, ...labels.filter((label) => label !== VIOLATES)]
}

import { z } from 'zod'

const Place = z.object({
  file: z.string(),
  line: z.int(),
  column: z.int(),
  endLine: z.int().exactOptional(),
  endColumn: z.int().exactOptional(),
})

/** One thing that is wrong with a pack, as core/diagnostic.ts has it. Lines and columns count from 1. */
export const Diagnostic = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  place: Place,
  wayOut: z.string().exactOptional(),
  label: z.string().exactOptional(),
  related: z.array(z.object({ message: z.string(), place: Place })).exactOptional(),
})
export type Diagnostic = z.infer<typeof Diagnostic>

import { z } from 'zod'
import type { Annotations, Judgement } from './report/tallying.ts'

/** What somebody judged of an event: a line of an annotations file. */
export const AnnotationRow = z
  .strictObject({
    /** Id of the decision. */
    decision: z
      .string()
      .regex(/^d-[0-9a-f]{32}$/)
      .exactOptional(),
    /** Or the id that the event was sent with. */
    event: z.string().min(1).exactOptional(),
    /** Whether the event violates the policy. */
    violates: z.boolean(),
    /** The chance with which the event was drawn to be judged, above 0 and up to 1; 1 by default. */
    probability: z.number().positive().max(1).exactOptional(),
    /** Which policies it violates, by their ids; a rule is then measured by its own. Left out: by `violates` alone. */
    policies: z.array(z.string()).exactOptional(),
    /** What it is part of, as `haechi demo --truth` writes it; for people, not looked at. */
    behaviour: z.string().exactOptional(),
  })
  .refine(({ decision, event }) => (decision === undefined) !== (event === undefined), {
    error: 'name either the decision or the event',
  })
export type AnnotationRow = z.infer<typeof AnnotationRow>

export type ReadAnnotations =
  | { readonly ok: true; readonly rows: readonly AnnotationRow[] }
  | { readonly ok: false; readonly line: number; readonly why: string }

/** Reads annotations, a JSON object a line; empty lines are passed over. */
export function readAnnotations(text: string): ReadAnnotations {
  const rows: AnnotationRow[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      return { ok: false, line: i + 1, why: 'is no JSON' }
    }
    const read = AnnotationRow.safeParse(value)
    if (!read.success) {
      const [issue] = read.error.issues
      return { ok: false, line: i + 1, why: `${issue!.path.join('.') || 'the row'}: ${issue!.message}` }
    }
    rows.push(read.data)
  }
  return { ok: true, rows }
}

/** Annotations by what they are about. The last word on an event counts. */
export function annotationsOf(rows: readonly AnnotationRow[]): Annotations {
  const byDecision = new Map<string, Judgement>()
  const byEvent = new Map<string, Judgement>()
  for (const { decision, event, violates, policies, probability = 1 } of rows) {
    const judgement = { violates, policies, weight: 1 / probability }
    if (decision !== undefined) byDecision.set(decision, judgement)
    else byEvent.set(event!, judgement)
  }
  return { byDecision, byEvent }
}

import { z } from 'zod'
import { Reason } from '../../core/decision.ts'
import { Verdict } from '../../core/verdict.ts'
import type { Answer } from './answer.ts'
import type { InputRecord } from './input-record.ts'

/** One line of the results: which line of the input, and its answer, or why there is none. */
export type ResultLine = { readonly line: number; readonly id?: string } & (
  | Extract<Answer, { kind: 'reply' }>
  | Extract<Answer, { kind: 'problem' }>
  | { readonly kind: 'bad'; readonly why: string }
)

/** What is read back of a line that was written by an earlier run. */
export const WrittenLine = z.object({
  line: z.int().min(1),
  id: z.string().exactOptional(),
  verdict: Verdict.exactOptional(),
  reasons: z.array(Reason.pick({ rule: true })).exactOptional(),
  problem: z.object({ detail: z.string() }).exactOptional(),
})
export type WrittenLine = z.infer<typeof WrittenLine>

/** Joins a line of the input and its answer. */
export function resultOf(record: InputRecord, answer: Answer | undefined): ResultLine {
  const { line } = record
  if (record.kind === 'bad') return { line, kind: 'bad', why: record.why }
  if (!answer) throw new Error(`no answer for line ${line}`)
  const id = record.event.id
  return { line, ...(id === undefined ? {} : { id }), ...answer }
}

/** The result as a line of JSON, ending in a line break. It holds no content but the masked text. */
export function renderResultLine(result: ResultLine): string {
  const { line, id } = result
  const head = { line, ...(id === undefined ? {} : { id }) }
  switch (result.kind) {
    case 'reply':
      return `${JSON.stringify({ ...head, ...result.reply })}\n`
    case 'problem':
      return `${JSON.stringify({ ...head, problem: result.problem })}\n`
    case 'bad':
      return `${JSON.stringify({ ...head, problem: { title: 'Unreadable', detail: result.why } })}\n`
  }
}

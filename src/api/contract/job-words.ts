import { z } from 'zod'
import { JobId } from '../../core/ids.ts'

export const QueueName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9_.-]*$/, 'expected the name of a queue')
export const PolicyName = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/, 'expected the id of a policy, such as harassment.insult')
export const Claim = z.string().regex(/^[0-9a-f]{32}$/, 'expected the claim that came with the job')

export const JobKind = z.enum(['rule', 'report', 'audit', 'golden', 'appeal'])
export const JobState = z.enum(['open', 'settling', 'done', 'withdrawn'])
export const JobStage = z.enum(['first', 'second', 'adjudication'])
export const Choice = z.enum(['violates', 'fine', 'unsure'])
export type Choice = z.infer<typeof Choice>

export const JobParams = z.strictObject({ id: JobId })

/** A part of an item that is no text: a box from 0 to 1 of its width and height, and from when to when, in ms. */
export const Region = z.strictObject({
  box: z
    .tuple([z.number(), z.number(), z.number(), z.number()])
    .refine((box) => box.every((one) => one >= 0 && one <= 1), 'expected numbers from 0 to 1')
    .exactOptional(),
  fromMs: z.int().min(0).exactOptional(),
  toMs: z.int().min(0).exactOptional(),
})

export const On = z.enum(['actor', 'target', 'session', 'item'])

import { z } from 'zod'
import { Verdict } from '../core/verdict.ts'
import { Duration, Name, oneOrMany, Share } from './schemas.ts'

/** One line of routes: the first whose condition holds says where a job goes. */
export const RouteFile = z.strictObject({ when: z.string().min(1).max(4000), queue: Name })

export const SampleFile = z.strictObject({
  name: Name,
  share: Share,
  queue: Name,
  on: oneOrMany(Name, 'expected an event type, or a list of event types').exactOptional(),
  worlds: z.array(Name).min(1).exactOptional(),
  verdicts: oneOrMany(Verdict, 'expected a verdict, or a list of verdicts').exactOptional(),
  policies: oneOrMany(Name, 'expected the id of a policy, or a list of them').exactOptional(),
  asks: Name.exactOptional(),
  description: z.string().min(1).max(2000).exactOptional(),
})
export type SampleFile = z.infer<typeof SampleFile>

/** What is looked at by people when no rule could tell: the first line that is about the event's type. */
export const UndecidedFile = z.strictObject({
  on: oneOrMany(Name, 'expected an event type, or a list of event types').exactOptional(),
  queue: Name,
  asks: Name,
})
export type UndecidedFile = z.infer<typeof UndecidedFile>

/** review.yaml: how people's judgement works here. */
export const ReviewFile = z.strictObject({
  undo: Duration.exactOptional(),
  routes: z.array(RouteFile).max(1000).exactOptional(),
  samples: z.array(SampleFile).max(100).exactOptional(),
  undecided: z.array(UndecidedFile).max(100).exactOptional(),
  reports: z
    .strictObject({
      mass: z.strictObject({ reporters: z.int().min(2).max(100_000), within: Duration }).exactOptional(),
      reasons: z.record(Name, Name).exactOptional(),
      trusted: oneOrMany(Name, 'expected a label, or a list of labels').exactOptional(),
      keep: Duration.exactOptional(),
    })
    .exactOptional(),
})
export type ReviewFile = z.infer<typeof ReviewFile>

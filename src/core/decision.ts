import { z } from 'zod'
import { Effect } from './effect.ts'
import { EntityRef } from './entity.ts'
import { DecisionId } from './id.ts'
import { Severity } from './severity.ts'
import { Verdict } from './verdict.ts'

/** `[start, end)` in UTF-16 units of the content, as JavaScript, Java and C# index strings. */
export const Span = z.tuple([z.int(), z.int()])
export type Span = z.infer<typeof Span>

/** One rule that fired, with the values it saw. Content itself is never among them. */
export const Reason = z.object({
  rule: z.string(),
  /** `id@version` */
  policy: z.string(),
  severity: Severity,
  verdict: Verdict.exactOptional(),
  saw: z.record(z.string(), z.json()),
  spans: z.array(Span),
  /** Of a rule without force (in shadow, or a canary not drawn): what it would have asked for beside the verdict. */
  effects: z.array(Effect).exactOptional(),
})
export type Reason = z.infer<typeof Reason>

/** A rule whose condition could not be decided. */
export const Unknown = z.object({
  rule: z.string(),
  /** The features and signals that were missing or failed. */
  missing: z.array(z.string()),
  /** What the pack says unknown means for this rule. */
  took: z.enum(['skip', 'hold', 'block']),
})
export type Unknown = z.infer<typeof Unknown>

/** Why a model gave no score. */
export const ModelFailure = z.enum([
  /** An answer outside the declared form; it is never read as "safe". */
  'malformed',
  /** No answer within the deadline. */
  'late',
  /** An error, a status, or a connection that broke. */
  'failed',
  /** Not asked: the circuit breaker is open after failures in a row. */
  'resting',
  /** Not asked: too many were waiting already. */
  'busy',
])
export type ModelFailure = z.infer<typeof ModelFailure>

/** What a model had to do with a decision. */
export const ModelUse = z.object({
  version: z.string(),
  /** Of a dear model, by label: judging the event again asks nobody. Scores of cheap ones follow from the content. */
  scores: z.record(z.string(), z.number()).exactOptional(),
  /** Of a model of the lab: what its score led to, by the authority that it had. */
  reached: z.array(z.enum(['rank', 'act', 'act_for_good'])).exactOptional(),
  /** Of a model of images: the picture that each score was given for, by label. */
  pictures: z.record(z.string(), z.string()).exactOptional(),
  failed: ModelFailure.exactOptional(),
})
export type ModelUse = z.infer<typeof ModelUse>

/** A picture of a file that a signal's value comes from: as facts name it, such as `picture`, `view.front` or `texture.0`. */
export const SeenPicture = z.object({
  picture: z.string(),
  /** Where in it: x, y, width, height, each 0 to 1 of the picture. */
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).exactOptional(),
  /** What is there, in a word: a bank, a region, a code. Never content. */
  says: z.string().exactOptional(),
})
export type SeenPicture = z.infer<typeof SeenPicture>

/** The immutable record of one event judged. */
export const Decision = z.object({
  decision: DecisionId,
  eventId: z.string().exactOptional(),
  type: z.string(),
  time: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  world: z.string(),
  session: EntityRef.exactOptional(),
  actor: EntityRef.exactOptional(),
  target: EntityRef.exactOptional(),
  verdict: Verdict,
  /** The content with the matched spans replaced; only with the verdict `mask`. */
  masked: z.string().exactOptional(),
  reasons: z.array(Reason),
  /** What rules in shadow, and canaries that this event was not drawn for, would have done. */
  shadow: z.array(Reason),
  unknown: z.array(Unknown),
  effects: z.array(Effect),
  /** The values of the counters that rules on this event type may read, as of the event; unknown ones left out. */
  counters: z.record(z.string(), z.number()).exactOptional(),
  /** Labels that were asked for and borne. */
  labels: z.array(z.object({ entity: EntityRef, label: z.string() })).exactOptional(),
  /** The models that were read, by name: those in other threads and services always, others where something fired. */
  models: z.record(z.string(), ModelUse).exactOptional(),
  /**
   * What signals found with the help of earlier messages, by name, and where in this one: so that the decision can be
   * replayed when those messages are gone. Kept as long as the content.
   */
  context: z.record(z.string(), z.object({ value: z.json(), spans: z.array(Span) })).exactOptional(),
  /**
   * What signals found in files, by name, and in which pictures: judging the event again does not look at the file again. Kept as
   * long as the content. Of a model of images its scores stand with the models.
   */
  media: z
    .record(z.string(), z.object({ value: z.json().exactOptional(), seen: z.array(SeenPicture) }))
    .exactOptional(),
  ruleset: z.string(),
  latencyMs: z.number(),
})
export type Decision = z.infer<typeof Decision>

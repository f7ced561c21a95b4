import { z } from 'zod'
import { Connotation } from './labels.ts'

const lengthMs = z.int().nonnegative()

/** A type of event, with how long what is kept of it stays, in ms. */
export const EventTypeFacts = z.object({
  name: z.string(),
  description: z.string(),
  /** The feature that is judged and kept as content; null: none is. */
  content: z.string().nullable(),
  keepContentMs: lengthMs,
  keepDecisionMs: lengthMs,
})
export type EventTypeFacts = z.infer<typeof EventTypeFacts>

/** A label that the pack declares. */
export const LabelFacts = z.object({
  name: z.string(),
  description: z.string(),
  connotation: Connotation,
  /** Kind of entity that it may stand on; null: any. */
  on: z.string().nullable(),
  /** People and other systems set it. */
  manual: z.boolean(),
  /** How long it is borne when nobody says; null: without an end. */
  expiresMs: lengthMs.nullable(),
})
export type LabelFacts = z.infer<typeof LabelFacts>

export const ModelFacts = z.object({
  name: z.string(),
  /** Changes with anything that its scores hang on. */
  version: z.string(),
  labels: z.array(z.string()),
  description: z.string(),
})
export type ModelFacts = z.infer<typeof ModelFacts>

/** What runs here, and what the pack that judges says of how it runs. */
export const SettingsReply = z.object({
  service: z.object({
    version: z.string(),
    startedAt: z.iso.datetime(),
    /** `embedded Postgres`, or `Postgres`. */
    store: z.string(),
    postgres: z.string(),
    /** Whether this process looks into the past. */
    history: z.boolean(),
    /** Address under which browsers reach it; null: as each request says. */
    publicUrl: z.string().nullable(),
    singleSignOn: z.boolean(),
  }),
  pack: z.object({
    tenant: z.string(),
    /** Those that whoever asks is bound to, where they are bound to some. */
    worlds: z.array(z.string()),
    languages: z.array(z.string()),
    ruleset: z.string(),
    version: z.int(),
    since: z.iso.datetime(),
    rules: z.int(),
    policies: z.int(),
    events: z.array(EventTypeFacts),
    labels: z.array(LabelFacts),
    models: z.array(ModelFacts),
    /** How long a judgement may be taken back, in ms. */
    undoMs: lengthMs,
    /** How long what is personal in a report is kept, in ms. */
    keepReportsMs: lengthMs,
    /** In which time an appeal may be filed, in ms. */
    appealWindowMs: lengthMs,
    /** How long a strike counts, in ms. */
    strikeMs: lengthMs,
  }),
})
export type SettingsReply = z.infer<typeof SettingsReply>

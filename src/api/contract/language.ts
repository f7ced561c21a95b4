import { z } from 'zod'
import { Severity } from '../../core/severity.ts'

export const LanguageQuery = z.strictObject({
  /** An event type; all when not given. */
  type: z.string().min(1).max(64).exactOptional(),
})
export type LanguageQuery = z.infer<typeof LanguageQuery>

/** One line of help, in the languages of the console. */
export const Help = z.object({ en: z.string(), ko: z.string() })
export type Help = z.infer<typeof Help>

/** Where a name comes from. */
export const NameKind = z.enum(['event', 'feature', 'signal', 'model', 'counter', 'derived'])
export type NameKind = z.infer<typeof NameKind>

/** A name that conditions may use, or `name.field` of an object. */
export const LanguageName = z.object({
  /** As it is written: `links.count`, `model.abuse_en.insult`. */
  name: z.string(),
  kind: NameKind,
  /** As packs write it: `string`, `list<string>`, `account`. */
  type: z.string(),
  /** May be missing, or fail: what depends on it is unknown then. */
  optional: z.boolean(),
  /** Holds content or personal data: its values are shown to few. */
  secret: z.boolean(),
  /** What the pack says of it, else where it comes from: a kind of signal, an expression. */
  description: z.string().exactOptional(),
  help: Help.exactOptional(),
})
export type LanguageName = z.infer<typeof LanguageName>

export const LanguageType = z.object({
  name: z.string(),
  description: z.string(),
  /** Kinds of entity; null: any. */
  actor: z.array(z.string()).nullable(),
  target: z.array(z.string()).nullable(),
  /** The feature that is judged; null: none. */
  content: z.string().nullable(),
  names: z.array(LanguageName),
})
export type LanguageType = z.infer<typeof LanguageType>

/** A function or macro: every way to call it. */
export const LanguageFunction = z.object({
  name: z.string(),
  /** Called on a value, after a dot. */
  method: z.boolean(),
  macro: z.boolean(),
  signatures: z.array(z.string()),
  help: Help,
})
export type LanguageFunction = z.infer<typeof LanguageFunction>

/** All that an editor of conditions and rules can propose, from the live pack. */
export const LanguageReply = z.object({
  ruleset: z.string(),
  version: z.int(),
  worlds: z.array(z.string()),
  languages: z.array(z.string()),
  eventTypes: z.array(LanguageType),
  functions: z.array(LanguageFunction),
  words: z.array(z.string()),
  operators: z.array(z.string()),
  labels: z.array(z.object({ name: z.string(), on: z.string().nullable(), description: z.string() })),
  policies: z.array(
    z.object({
      id: z.string(),
      version: z.int(),
      severity: Severity,
      title: z.record(z.string(), z.string()),
    }),
  ),
  queues: z.array(z.object({ name: z.string(), description: z.string() })),
  enforcements: z.array(
    z.object({
      name: z.string(),
      on: z.string().nullable(),
      description: z.string(),
      reversible: z.boolean(),
      params: z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean() })),
    }),
  ),
})
export type LanguageReply = z.infer<typeof LanguageReply>

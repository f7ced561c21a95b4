import { z } from 'zod'
import { parseDuration } from '../core/duration.ts'
import { Severity } from '../core/severity.ts'
import { Verdict } from '../core/verdict.ts'
import { LEVELS } from '../signals/text/level.ts'

/*
 * The shape of each file of a pack. No transforms: the JSON Schemas that editors use are made from these,
 * and lengths of time are read as ms by whoever resolves the file.
 */

const text = (max: number) => z.string().min(1).max(max)

/** The name of anything that conditions read: features, derived names, signals. */
export const VariableName = z
  .string()
  .max(64)
  .regex(/^[a-z][A-Za-z0-9_]*$/, 'a name starts with a small letter and has letters, digits and _ only')

/** The name of anything that rules and files point at. */
export const Name = z
  .string()
  .max(64)
  .regex(
    /^[a-z][a-z0-9_.-]*$/,
    'a name starts with a small letter and has small letters, digits, and . _ - only',
  )

const EntityKind = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/, 'a kind of entity is one word, such as account')
const Kinds = z.union([EntityKind, z.array(EntityKind).min(1)], {
  error: 'expected a kind of entity such as account, or a list of kinds',
})

export const oneOrMany = <T extends z.ZodType>(one: T, error: string) =>
  z.union([one, z.array(one).min(1)], { error })

const LanguageCode = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'expected a language code such as ko or en')

export const Duration = z
  .string()
  .max(32)
  .regex(/^(\d+(\.\d+)?(ms|s|m|h|d|w))+$/, 'expected a length of time such as 90s, 10m, 12h or 30d')

/** Checked before: reads a `Duration` as ms. */
export function durationMs(duration: string): number {
  return parseDuration(duration) ?? 0
}

const Texts = z.record(LanguageCode, text(4000))

const FeatureSpec = z.strictObject({
  type: text(100),
  required: z.boolean().exactOptional(),
  personal: z.boolean().exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  description: text(500).exactOptional(),
})
export type FeatureSpec = z.infer<typeof FeatureSpec>

export const EventTypeFile = z.strictObject({
  description: text(500).exactOptional(),
  actor: Kinds.exactOptional(),
  target: Kinds.exactOptional(),
  content: VariableName.exactOptional(),
  features: z.record(
    VariableName,
    z.union([text(100), FeatureSpec], { error: 'expected a type such as string, or { type: string, … }' }),
  ),
  derive: z.record(VariableName, text(4000)).exactOptional(),
  /** What is judged: the event itself, or the entity that it is about. */
  item: z.enum(['event', 'actor', 'target', 'session']).exactOptional(),
  /** The feature that says how many people it reached. */
  reach: VariableName.exactOptional(),
  /** Features that join accounts, such as a device or an address. */
  links: z.array(VariableName).min(1).max(20).exactOptional(),
  keep: z
    .strictObject({ content: Duration.exactOptional(), decision: Duration.exactOptional() })
    .exactOptional(),
})
export type EventTypeFile = z.infer<typeof EventTypeFile>

export const SignalFile = z.looseObject({
  kind: z.string(),
  of: VariableName,
  deadline: Duration.exactOptional(),
  degrade: z.enum(['open', 'hold', 'closed']).exactOptional(),
})
export type SignalFile = z.infer<typeof SignalFile>

export const ModelEntry = z.looseObject({
  kind: z.string(),
  of: VariableName.exactOptional(),
  on: oneOrMany(Name, 'expected an event type, or a list of event types').exactOptional(),
  deadline: Duration.exactOptional(),
  degrade: z.enum(['open', 'hold', 'closed']).exactOptional(),
  description: text(2000).exactOptional(),
})
export type ModelEntry = z.infer<typeof ModelEntry>

export const HaechiFile = z.strictObject({
  haechi: z.literal(1),
  tenant: Name,
  worlds: z.array(Name).min(1),
  languages: z.array(LanguageCode).min(1),
  mask: z.string().min(1).max(8).exactOptional(),
  clock: z.strictObject({ early: Duration.exactOptional(), late: Duration.exactOptional() }).exactOptional(),
  /** Room for the last messages of rooms and pairs, for signals that read them. */
  context: z.strictObject({ megabytes: z.number().min(0).max(4096) }).exactOptional(),
  events: z.record(Name, EventTypeFile),
  signals: z.record(VariableName, SignalFile).exactOptional(),
})
export type HaechiFile = z.infer<typeof HaechiFile>

export const PolicyFile = z.strictObject({
  id: Name,
  version: z.int().min(1),
  severity: Severity,
  title: Texts,
  guideline: Texts,
  notice: Texts,
  strike: z.number().min(0).max(1000).exactOptional(),
  legal: z
    .strictObject({
      dsa: z
        .strictObject({ category: text(200), keywords: z.array(text(200)).exactOptional() })
        .exactOptional(),
      kr: z.array(text(100)).exactOptional(),
    })
    .exactOptional(),
  maps: z.record(Name, z.array(text(200))).exactOptional(),
})
export type PolicyFile = z.infer<typeof PolicyFile>
export const PoliciesFile = z.array(PolicyFile)

const OnRole = z.enum(['actor', 'target', 'session'])
const LabelEffect = z.strictObject({ name: Name, on: OnRole.exactOptional(), for: Duration.exactOptional() })
const UnlabelEffect = z.strictObject({ name: Name, on: OnRole.exactOptional() })
const EnforcementEffect = z.strictObject({
  ...LabelEffect.shape,
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
})

export const RuleFile = z.strictObject({
  id: Name,
  policy: Name,
  on: oneOrMany(Name, 'expected an event type, or a list of event types'),
  worlds: z.array(Name).min(1).exactOptional(),
  when: text(20_000),
  // biome-ignore lint/suspicious/noThenProperty: the word of the pack's format; nothing awaits a schema.
  then: z.strictObject({
    verdict: Verdict.exactOptional(),
    label: oneOrMany(LabelEffect, 'expected { name: …, on: …, for: … }, or a list of them').exactOptional(),
    unlabel: oneOrMany(UnlabelEffect, 'expected { name: …, on: … }, or a list of them').exactOptional(),
    strike: z
      .union(
        [
          z.literal(true),
          z.strictObject({ on: OnRole.exactOptional(), weight: z.number().min(0).max(1000).exactOptional() }),
        ],
        { error: 'expected true, or { on: actor, weight: 2 }' },
      )
      .exactOptional(),
    job: Name.exactOptional(),
    enforcement: oneOrMany(
      EnforcementEffect,
      'expected { name: …, on: …, for: … }, or a list of them',
    ).exactOptional(),
    notice: z
      .union([z.literal(true), z.strictObject({ on: OnRole })], { error: 'expected true, or { on: actor }' })
      .exactOptional(),
  }),
  mode: z
    .string()
    .regex(
      /^(shadow|live|canary:? (100|[1-9]?[0-9])(\.[0-9]{1,2})?%)$/,
      'expected shadow, live, or canary with a share such as canary 5%',
    )
    .exactOptional(),
  unknown: z.enum(['skip', 'hold']).exactOptional(),
  owner: text(200).exactOptional(),
  description: text(2000).exactOptional(),
})
export type RuleFile = z.infer<typeof RuleFile>
export const RulesFile = z.array(RuleFile)

const Match = z.enum(['substring', 'word'])
const Level = z.enum(LEVELS)
export const BankFile = z.strictObject({
  bank: Name,
  kind: z.literal('terms'),
  description: text(2000).exactOptional(),
  language: LanguageCode,
  policy: Name.exactOptional(),
  match: Match.exactOptional(),
  source: text(2000).exactOptional(),
  licence: text(500).exactOptional(),
  negative: z.boolean().exactOptional(),
  spaced: z.boolean().exactOptional(),
  level: Level.exactOptional(),
  terms: z
    .array(
      z.union(
        [
          z.string().min(1),
          z.strictObject({
            term: z.string().min(1),
            match: Match.exactOptional(),
            policy: Name.exactOptional(),
            spaced: z.boolean().exactOptional(),
            level: Level.exactOptional(),
          }),
        ],
        {
          error: 'expected a term in quotes, or { term: …, match: word, policy: … }',
        },
      ),
    )
    .exactOptional(),
  terms_file: text(200).exactOptional(),
  except: z.array(z.string().min(1)).exactOptional(),
  imported: z.record(z.string(), z.json()).exactOptional(),
})
export type BankFile = z.infer<typeof BankFile>

/** What a pack says of a bank of known hashes; the hashes are imported into the service, and no pack holds them. */
export const HashBankFile = z.strictObject({
  bank: Name,
  kind: z.literal('hashes'),
  description: text(2000).exactOptional(),
  policy: Name.exactOptional(),
  severity: Severity.exactOptional(),
  source: text(2000).exactOptional(),
  licence: text(500).exactOptional(),
  negative: z.boolean().exactOptional(),
  sealed: z.boolean().exactOptional(),
  share: z.lazy(() => Share).exactOptional(),
  enabled: z.boolean().exactOptional(),
  distance: z.int().min(0).max(31).exactOptional(),
  quality: z.int().min(0).max(100).exactOptional(),
  /** Of videos: per cent of the frames of the file, and of the known one, that the other has. */
  video: z
    .strictObject({
      file: z.int().min(1).max(100).exactOptional(),
      known: z.int().min(0).max(100).exactOptional(),
    })
    .exactOptional(),
})
export type HashBankFile = z.infer<typeof HashBankFile>

const Expressions = z.union([text(2000), z.array(text(2000)).min(1).max(4)], {
  error: 'expected an expression such as actor, or a list of at most four',
})

/** The kinds of counter; each is written as a key of its own: `distinct: target`. */
export const COUNTER_KINDS = ['count', 'rate', 'distinct', 'sum', 'first', 'last', 'since', 'score'] as const

export const CounterFile = z.strictObject({
  count: z.literal(true).exactOptional(),
  rate: Duration.exactOptional(),
  distinct: text(2000).exactOptional(),
  sum: text(2000).exactOptional(),
  first: z.literal(true).exactOptional(),
  last: z.literal(true).exactOptional(),
  since: z.literal(true).exactOptional(),
  score: z
    .union([z.number(), text(2000)], { error: 'expected a weight such as 1.0, or an expression' })
    .exactOptional(),
  half_life: Duration.exactOptional(),
  by: Expressions,
  read: Expressions.exactOptional(),
  unordered: z.boolean().exactOptional(),
  on: oneOrMany(Name, 'expected an event type, or a list of event types'),
  where: text(20_000).exactOptional(),
  window: Duration,
  late: Duration.exactOptional(),
  self: z.boolean().exactOptional(),
  description: text(500).exactOptional(),
})
export type CounterFile = z.infer<typeof CounterFile>
export const CountersFile = z.record(VariableName, CounterFile)

export const LabelFile = z.strictObject({
  on: EntityKind.exactOptional(),
  description: text(2000),
  connotation: z.enum(['positive', 'neutral', 'negative']).exactOptional(),
  expires: Duration.exactOptional(),
  manual: z.boolean().exactOptional(),
})
export const LabelsFile = z.record(Name, LabelFile)
/** A share of all, as `5%` or 0.05. */
export const Share = z.union(
  [z.number().min(0).max(1), z.string().regex(/^(100|[1-9]?[0-9])(\.[0-9]{1,6})?%$/)],
  {
    error: 'expected a share such as 5% or 0.05',
  },
)
/** Checked before: reads a share as a number from 0 to 1. */
export function shareOf(share: string | number): number {
  return typeof share === 'number' ? share : Number.parseFloat(share) / 100
}
export const QueueFile = z.strictObject({
  description: text(2000),
  default: z.boolean().exactOptional(),
  clearance: Severity.exactOptional(),
  languages: z.array(LanguageCode).min(1).exactOptional(),
  service_level: Duration.exactOptional(),
  doubles: Duration.exactOptional(),
  hold: Duration.exactOptional(),
  enforcements: z.array(Name).exactOptional(),
  second: Share.exactOptional(),
  golden: Share.exactOptional(),
})
export const QueuesFile = z.record(Name, QueueFile)
export const EnforcementParamFile = z.strictObject({
  type: z.enum(['string', 'number', 'boolean']),
  required: z.boolean().exactOptional(),
  one_of: z
    .array(z.union([z.string(), z.number()]))
    .min(1)
    .exactOptional(),
  description: text(500).exactOptional(),
})
export const EnforcementFile = z.strictObject({
  on: EntityKind.exactOptional(),
  title: Texts.exactOptional(),
  description: text(2000),
  reversible: z.boolean().exactOptional(),
  for: Duration.exactOptional(),
  params: z.record(VariableName, EnforcementParamFile).exactOptional(),
  delay: z.strictObject({ min: Duration, max: Duration }).exactOptional(),
  dsa: text(100).exactOptional(),
})
export const EnforcementsFile = z.record(Name, EnforcementFile)

/** `expires`: how long a strike counts; `fold`: what is one cause; `thresholds`: what a sum of weights leads to. */
export const StrikesFile = z.strictObject({
  expires: Duration.exactOptional(),
  fold: Duration.exactOptional(),
  thresholds: z
    .array(
      z.strictObject({
        at: z.number().gt(0).max(100_000),
        within: Duration.exactOptional(),
        families: z.array(Name).min(1).exactOptional(),
        enforcement: Name,
        for: Duration.exactOptional(),
        with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
      }),
    )
    .exactOptional(),
})
export type StrikesFile = z.infer<typeof StrikesFile>

/** `window`: how long after its statement a decision may be appealed; `queue`: where appeals are judged. */
export const AppealsFile = z.strictObject({ window: Duration.exactOptional(), queue: Name.exactOptional() })
export type AppealsFile = z.infer<typeof AppealsFile>

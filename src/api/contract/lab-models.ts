import { z } from 'zod'
import { AUTHORITIES } from '../../lab/registry/authority.ts'
import { ML_SECTIONS } from '../../lab/registry/ml-tests.ts'
import { EVIDENCE_KINDS, MODEL_STATES } from '../../lab/registry/model.ts'
import { TaskName } from '../../lab/task.ts'
import { Why } from './versions.ts'

export const ModelId = z.string().regex(/^mdl-[0-9a-f]{32}$/, 'expected mdl- and 32 hexadecimal digits')
export type ModelId = z.infer<typeof ModelId>
const Authority = z.enum(AUTHORITIES)
const score = z.number().nullable()

/** A model of the registry, in short. */
export const ModelReply = z.object({
  id: ModelId,
  task: z.string(),
  state: z.enum(MODEL_STATES),
  /** What it may do now; the most it has a certificate for; the most that people let it have. */
  authority: Authority,
  certified: Authority,
  cap: Authority,
  /** Share of accounts on which it has force, 0 to 1. */
  share: z.number(),
  madeAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  /** A row that it was trained on was erased. */
  isTainted: z.boolean(),
  /** A rollback makes it live again. */
  isLastGood: z.boolean(),
  learner: z.string(),
  dataset: z.string(),
  policyVersion: z.string(),
  labels: z.array(z.string()),
  thresholds: z.object({ review: score, act: score, actForGood: score }),
  bytes: z.int(),
})
export type ModelReply = z.infer<typeof ModelReply>

export const ModelsQuery = z.strictObject({
  task: TaskName.exactOptional(),
  state: z.enum(MODEL_STATES).exactOptional(),
  /** Only those made before this one. */
  before: ModelId.exactOptional(),
  /** At most so many; 100 when not given. */
  limit: z
    .string()
    .regex(/^([1-9][0-9]?|[1-4][0-9]{2}|500)$/, 'expected a number from 1 to 500')
    .exactOptional(),
})
export type ModelsQuery = z.infer<typeof ModelsQuery>

export const ModelList = z.object({ models: z.array(ModelReply) })
export type ModelList = z.infer<typeof ModelList>

/** What a gate found. */
export const GateReply = z.object({
  gate: z.string(),
  for: Authority,
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  alpha: z.number(),
  on: z.enum(['train', 'tune', 'certify', 'suite', 'artefact']),
  says: z.string(),
  figures: z.record(z.string(), z.union([z.number(), z.string()])),
  wayOut: z.string().nullable(),
  labelsNeeded: z.number().nullable(),
})
export type GateReply = z.infer<typeof GateReply>

/** A link of the chain. Of an evaluation the body holds the outline; GET …/entries/:number gives all of it. */
export const ModelEntryReply = z.object({
  number: z.int(),
  model: ModelId,
  kind: z.enum(EVIDENCE_KINDS),
  at: z.iso.datetime(),
  by: z.string(),
  why: z.string().nullable(),
  body: z.record(z.string(), z.unknown()),
  hash: z.string(),
})
export type ModelEntryReply = z.infer<typeof ModelEntryReply>

/** One of the 28 tests of the ML Test Score, with the entry that bears it out. */
export const ScoreReply = z.object({
  score: z.number(),
  sections: z.object(
    Object.fromEntries(ML_SECTIONS.map((one) => [one, z.number()])) as Record<
      (typeof ML_SECTIONS)[number],
      z.ZodNumber
    >,
  ),
  tests: z.array(
    z.object({
      test: z.string(),
      section: z.enum(ML_SECTIONS),
      name: z.string(),
      points: z.int(),
      entry: z.int().nullable(),
    }),
  ),
})
export type ScoreReply = z.infer<typeof ScoreReply>

/** A model with its way: every entry of it, what the gates found last, and its ML Test Score. */
export const ModelDetail = z.object({
  model: ModelReply,
  manifest: z.record(z.string(), z.unknown()),
  gates: z.array(GateReply),
  /** What stands between it and the next step of authority; null: nothing is above it. */
  next: z.object({ authority: Authority, missing: z.array(z.string()) }).nullable(),
  score: ScoreReply,
  entries: z.array(ModelEntryReply),
  /** Others of its task in canary or live, and the last known good. */
  peers: z.array(ModelReply),
})
export type ModelDetail = z.infer<typeof ModelDetail>

export const ModelParams = z.strictObject({ id: ModelId })
export const ModelEntryParams = z.strictObject({
  id: ModelId,
  number: z.string().regex(/^[1-9][0-9]{0,14}$/, 'expected the number of an entry'),
})
export type ModelEntryParams = z.infer<typeof ModelEntryParams>
export const ModelDiffParams = z.strictObject({ id: ModelId, other: ModelId })
export type ModelDiffParams = z.infer<typeof ModelDiffParams>

/** What is otherwise in two models. */
export const ModelDiffReply = z.object({
  differences: z.array(
    z.object({ what: z.string(), this: z.string().nullable(), other: z.string().nullable() }),
  ),
})
export type ModelDiffReply = z.infer<typeof ModelDiffReply>

export const ModelActRequest = z.strictObject({ why: Why })
export type ModelActRequest = z.infer<typeof ModelActRequest>
export const AuthorityRequest = z.strictObject({ to: Authority, why: Why })
export type AuthorityRequest = z.infer<typeof AuthorityRequest>

/** The model as it is now, and the entries that were added. */
export const ModelActReply = z.object({ model: ModelReply, entries: z.array(ModelEntryReply) })
export type ModelActReply = z.infer<typeof ModelActReply>

/** Whether the chain holds, or where it is broken. */
export const ModelChainReply = z.object({
  ok: z.boolean(),
  entries: z.int(),
  head: z.string(),
  /** The first link that does not hold, and why; null: all do. */
  broken: z.object({ number: z.int(), why: z.string() }).nullable(),
  /** Models that do not stand where their last entry put them. */
  astray: z.array(ModelId),
})
export type ModelChainReply = z.infer<typeof ModelChainReply>

import { z } from 'zod'
import { LabRunId } from '../../core/ids.ts'
import { LAB_RUN_STATES, LAB_STEPS } from '../../lab/run/lab-step.ts'
import { MOST_SUITE_BYTES } from '../../lab/suites/suite-text.ts'
import { TaskName } from '../../lab/task.ts'
import { Problem } from './problem.ts'

const share = z.number().gt(0).lt(1)
const words = z.array(z.string().min(1).max(256)).max(1000)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
const datasetId = z.string().regex(/^ds-[0-9a-f]{32}$/, 'expected ds- and 32 hexadecimal digits')

export const LabRunParams = z.strictObject({ id: LabRunId })
export type LabRunParams = z.infer<typeof LabRunParams>

/** A file of a model that is given: it was uploaded before. */
export const GivenFileRef = z.strictObject({
  name: z.enum(['model.onnx', 'tokenizer.json', 'tokenizer_config.json', 'config.json']),
  sha256,
  size: z.int().min(1),
})

/** A file of a behavioural suite: it was uploaded before. */
export const SuiteRef = z.strictObject({
  name: z
    .string()
    .max(128)
    .regex(
      /^[^/\\\p{Cc}]+\.([cC][sS][vV]|[yY][aA]?[mM][lL])$/u,
      'expected a name that ends in .csv, .yaml or .yml',
    ),
  sha256,
  size: z.int().min(1).max(MOST_SUITE_BYTES),
})

export const BeginRunRequest = z.strictObject({
  /** One that is not known yet is made. */
  task: TaskName,
  /** A dataset (POST /v1/lab/datasets); without: a snapshot of the settled annotations is taken. */
  dataset: datasetId.exactOptional(),
  /** `train` ends when the model is trained and measured; `shadow` (the default) goes on as far as evidence carries. */
  until: z.enum(['train', 'shadow']).exactOptional(),
  /** Of a task of images always `head`. */
  learner: z.enum(['linear', 'head', 'onnx']).exactOptional(),
  /** What the rows of the task are, kept with it; not there: texts. */
  content: z.enum(['text', 'image']).exactOptional(),
  /** For `head` and `onnx`. */
  files: z.array(GivenFileRef).max(8).exactOptional(),
  /** Suites to be run beside those that are built in; the gate `suites` asks for all of them. */
  suites: z.array(SuiteRef).max(16).exactOptional(),
  /** What is kept with the task from now on, where it is given. */
  bars: z
    .strictObject({
      ...{
        precision: share,
        irreversiblePrecision: share,
        recall: share,
        evasion: share,
        calibration: share,
      },
      latencyMs: z.number().positive(),
    })
    .partial()
    .exactOptional(),
  costs: z
    .strictObject({
      falseAlarm: z.number().positive(),
      miss: z.number().positive(),
      review: z.number().positive(),
    })
    .partial()
    .exactOptional(),
  /** How its models are proved on live traffic; see ProbationSettings. */
  probation: z
    .strictObject({
      labelsPerDay: z.int().min(1).max(100_000),
      ...{ alphaPass: z.number().gt(0).lt(0.5), alphaRevoke: z.number().gt(0).lt(0.5) },
      ...{ mostLabels: z.int().min(1), mostDays: z.number().gt(0) },
      ...{ accounts: z.int().min(1), surfaces: z.int().min(1), days: z.number().min(0) },
      ...{ patienceMs: z.int().min(0), margin: share, canaryLabels: z.int().min(0) },
      ...{ canaryDays: z.number().min(0), runLength: z.int().min(10) },
    })
    .partial()
    .exactOptional(),
  harm: words.exactOptional(),
  fine: words.exactOptional(),
  policies: z.array(z.string().min(1).max(64)).max(100).exactOptional(),
  seed: z.int().min(0).max(2_147_483_647).exactOptional(),
})
export type BeginRunRequest = z.infer<typeof BeginRunRequest>

const figures = z.record(z.string(), z.json())
const slice = z.object({ by: z.string(), value: z.string() })

/** What one gate found. */
export const GateReply = z.object({
  gate: z.string(),
  for: z.enum(['observe', 'rank', 'reversible', 'irreversible']),
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  alpha: z.number(),
  on: z.enum(['train', 'tune', 'certify', 'suite', 'artefact']),
  says: z.string(),
  figures,
  /** Of the gate `slices`: where the model may act, and where it only ranks. */
  slices: z.object({ holds: z.array(slice), reviewOnly: z.array(slice) }).exactOptional(),
  wayOut: z.string().exactOptional(),
  labelsNeeded: z.number().exactOptional(),
})

/** One step as it ended. */
export const LabStepReply = z.object({
  step: z.enum(LAB_STEPS),
  state: z.enum(['done', 'stopped']),
  says: z.string(),
  seconds: z.number(),
  figures,
  gates: z.array(GateReply).exactOptional(),
  wayOut: z.string().exactOptional(),
  labelsNeeded: z.number().exactOptional(),
})
export type LabStepReply = z.infer<typeof LabStepReply>

/** `phase`: `fold 1` …, `all`, `share`; `at`: epochs done, or the share of rows, 0 to 1; the loss on rows learnt from. */
const curve = z.array(
  z.object({
    phase: z.string(),
    at: z.number(),
    loss: z.number().exactOptional(),
    averagePrecision: z.number().exactOptional(),
  }),
)

export const LabRunReply = z.object({
  id: LabRunId,
  task: z.string(),
  until: z.enum(['train', 'shadow']),
  learner: z.enum(['linear', 'head', 'onnx']),
  state: z.enum(LAB_RUN_STATES),
  step: z.enum(LAB_STEPS),
  /** Of the step, 0 to 1. */
  progress: z.number(),
  doing: z.string(),
  steps: z.array(LabStepReply),
  /** The training curve. */
  curve,
  dataset: z.string().exactOptional(),
  model: z.string().exactOptional(),
  by: z.string(),
  madeAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  /** Of a failed run. */
  fault: z.string().exactOptional(),
})
export type LabRunReply = z.infer<typeof LabRunReply>

export const LabRunQuery = z.strictObject({ task: TaskName.exactOptional() })
export type LabRunQuery = z.infer<typeof LabRunQuery>

export const LabRunList = z.object({ runs: z.array(LabRunReply) })
export type LabRunList = z.infer<typeof LabRunList>

/** One line of a run that is followed: a step that ended, how far it is, and at last the run as it ended. */
export const LabRunLine = z.union([
  z.object({ kind: z.literal('step'), step: LabStepReply }),
  /** `curve`: the points that are new. */
  z.object({
    ...{ kind: z.literal('progress'), step: z.enum(LAB_STEPS), progress: z.number(), doing: z.string() },
    ...{ state: z.enum(LAB_RUN_STATES), curve },
  }),
  z.object({ kind: z.literal('end'), run: LabRunReply }),
  z.object({ kind: z.literal('problem'), problem: Problem }),
])
export type LabRunLine = z.infer<typeof LabRunLine>

export const LabFileParams = z.strictObject({ sha256 })
export type LabFileParams = z.infer<typeof LabFileParams>

/** A piece of a file, in base64; pieces come in order. */
export const LabFilePiece = z.strictObject({
  size: z.int().min(1).max(2_147_483_648),
  at: z.int().min(0),
  // One character after the other: a pattern in groups of four runs out of stack at some MiB.
  bytes: z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/, 'expected base64'),
})
export type LabFilePiece = z.infer<typeof LabFilePiece>

/** How much of a file is there; `whole`: all of it, and it has its SHA-256. */
export const LabFileReply = z.object({ sha256, have: z.int(), whole: z.boolean() })
export type LabFileReply = z.infer<typeof LabFileReply>

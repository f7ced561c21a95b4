import { z } from 'zod'
import { SIGNAL_KINDS } from '../signals/kinds.ts'
import { MODEL_KINDS } from '../signals/models/kinds.ts'
import { ProfilesFile } from './profile-schemas.ts'
import { ReviewFile } from './review-schemas.ts'
import {
  AppealsFile,
  BankFile,
  CountersFile,
  EnforcementsFile,
  HaechiFile,
  HashBankFile,
  LabelsFile,
  ModelEntry,
  PoliciesFile,
  QueuesFile,
  RulesFile,
  SignalFile,
  StrikesFile,
  VariableName,
} from './schemas.ts'
import { TestsFile } from './test-schemas.ts'

/** JSON Schemas (draft 2020-12) of the pack's files, by the name of the schema file: `haechi.schema.json`. */
export function packSchemas(): Record<string, unknown> {
  const schemas = {
    haechi: HaechiFile.extend({ signals: z.record(VariableName, signalSchema()).exactOptional() }),
    models: z.record(VariableName, modelSchema()),
    policies: PoliciesFile,
    rules: RulesFile,
    banks: z.union([BankFile, HashBankFile]),
    profiles: ProfilesFile,
    counters: CountersFile,
    labels: LabelsFile,
    queues: QueuesFile,
    enforcements: EnforcementsFile,
    review: ReviewFile,
    strikes: StrikesFile,
    appeals: AppealsFile,
    tests: TestsFile,
  }
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      {
        title: `Haechi pack: ${name}`,
        ...z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'any', io: 'input' }),
      },
    ]),
  )
}

/** One branch for each kind of model. */
function modelSchema(): z.ZodType {
  const { of, on, deadline, degrade, description } = ModelEntry.shape
  const branches = MODEL_KINDS.map((kind) => {
    const options = kind.options instanceof z.ZodObject ? kind.options.shape : {}
    return z.strictObject({ kind: z.literal(kind.kind), of, on, deadline, degrade, description, ...options })
  })
  return z.union(branches)
}

/** One branch for each kind of signal, so that an editor offers that kind's options. */
function signalSchema(): z.ZodType {
  const { of, deadline, degrade } = SignalFile.shape
  const branches = SIGNAL_KINDS.map((kind) => {
    const options = kind.options instanceof z.ZodObject ? kind.options.shape : {}
    return z.strictObject({ kind: z.literal(kind.kind), of, deadline, degrade, ...options })
  })
  return z.union(branches)
}

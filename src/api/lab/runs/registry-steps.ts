import { deserialize } from 'node:v8'
import type { GateResult } from '../../../lab/gates/gate.ts'
import type { CheckResult } from '../../../lab/registry/check-result.ts'
import type { ModelRecord } from '../../../lab/registry/model.ts'
import { planMove, type Step } from '../../../lab/registry/plan-move.ts'
import type { ModelId, ModelStore } from '../../../lab/registry/ports.ts'
import { standardOf } from '../../../lab/registry/standard.ts'
import type { LearnOutput } from '../../../lab/run/learn-types.ts'
import type { SettingsSearch } from '../../../lab/run/search-settings.ts'
import { LEARNT } from './learn-steps.ts'
import { type StepContext, StepFault, StepsMissing } from './steps.ts'

export interface RegistryParts {
  readonly models: Pick<ModelStore, 'register' | 'change' | 'get'>
  readonly now: () => number
}

/** A model as it was learnt, and the settings that were tried before. */
export interface Learned {
  readonly output: LearnOutput
  readonly search: SettingsSearch | undefined
}

/** What learning left. Throws `StepsMissing` when it is kept no more, as after an update of Haechi. */
export function learntOf({ kept }: Pick<StepContext, 'kept'>): Learned {
  const bytes = kept.get(LEARNT)
  if (bytes === undefined) throw new StepsMissing('what was learnt is kept no more')
  return deserialize(bytes) as Learned
}

/** Keeps a model in the registry as trained and evaluated; done twice, it comes to the same. */
export async function registerLearnt(
  parts: RegistryParts,
  { run }: Pick<StepContext, 'run'>,
  { id, manifest, files, evaluation, certification, rows, left, seconds }: LearnOutput,
): Promise<void> {
  const candidate = { id, manifest, files: new Map(Object.entries(files)) }
  const { state } = await parts.models.register(
    candidate,
    {
      by: run.by,
      body: { run: run.id, seconds: seconds.train, rows, left, standard: standardOf(run.asked.task) },
    },
    parts.now(),
  )
  if (state !== 'trained') return
  const body = { run: run.id, evaluation, certification, seconds }
  await step(parts, id, { evidence: [{ kind: 'evaluation', body: of(manifest, body) }], to: 'evaluated' })
}

/** Moves a model by what its gates found, and says what it may do; done twice, it comes to the same. */
export async function moveByGates(
  parts: RegistryParts,
  { id, manifest }: Pick<LearnOutput, 'id' | 'manifest'>,
  results: readonly GateResult[],
  checks: readonly CheckResult[],
  to: 'shadow' | 'refused',
): Promise<Pick<ModelRecord, 'state' | 'certified' | 'cap'>> {
  const model = await parts.models.get(id)
  if (model?.state === 'evaluated') {
    const evidence = [
      { kind: 'checks', body: of(manifest, { results: checks }) },
      { kind: 'gates', body: of(manifest, { gates: manifest.gates, results }) },
    ] as const
    await step(parts, id, { evidence, to })
  }
  const moved = await parts.models.get(id)
  if (moved === undefined)
    throw new StepFault(`The model ${id} is not in the registry any more. Run it again.`)
  return moved
}

/** Evidence counts for the data and the policies that it names. */
function of(
  { dataset, policyVersion }: LearnOutput['manifest'],
  body: object,
): Readonly<Record<string, unknown>> {
  return { dataset, policyVersion, ...body }
}

async function step({ models, now }: RegistryParts, id: ModelId, wanted: Step): Promise<void> {
  const nowMs = now()
  const changed = await models.change(id, (seen) => planMove(seen, wanted, { nowMs }), nowMs)
  if (changed === undefined)
    throw new StepFault(`The model ${id} is not in the registry any more. Run it again.`)
  if (!changed.ok)
    throw new StepFault(`The registry does not take ${id} on: ${changed.why}. ${changed.wayOut}.`)
}

import { latestEvaluation } from '../../lab/registry/latest-evaluation.ts'
import { latestGates } from '../../lab/registry/latest-gates.ts'
import { mlTestScore } from '../../lab/registry/ml-test-score.ts'
import type { ModelReport } from '../../lab/report/model-report.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { findModel } from './find-model.ts'
import { peersOf } from './peers-of.ts'

/** All that is told of a model, from its entries in the chain; throws `not-found` while it is not evaluated. */
export async function reportOfModel(
  parts: Pick<ServerParts, 'models' | 'labData'>,
  id: string,
): Promise<ModelReport> {
  const record = await findModel(parts, id)
  const entries = await orUnavailable(parts.models.entries(record.id))
  const evaluation = latestEvaluation(entries)
  if (evaluation === undefined)
    throw refusal('not-found', 'The model is not evaluated yet: it has neither report nor card.')
  const [dataset, peers] = await Promise.all([
    orUnavailable(parts.labData.facts(record.manifest.dataset)),
    peersOf(parts, record),
  ])
  return {
    ...{ manifest: record.manifest, evaluation, dataset, gates: latestGates(entries) },
    mlTestScore: mlTestScore({ record, entries, peers, next: 0 }),
  }
}

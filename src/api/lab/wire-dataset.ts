import { isoTime } from '../../core/iso-time.ts'
import type { Built } from '../../lab/dataset/build-dataset.ts'
import type { DatasetFacts } from '../../lab/dataset/dataset.ts'
import type { DatasetReply } from '../contract/lab-data.ts'
import { refusal } from '../problem-error.ts'

/** A dataset as the API tells of it. */
export function wireDataset({ madeMs, ...facts }: DatasetFacts): DatasetReply {
  return {
    ...facts,
    madeAt: isoTime(madeMs),
    ...{ harm: [...facts.harm], fine: [...facts.fine], files: [...facts.files] },
    ...{ columns: [...facts.columns], warnings: [...facts.warnings] },
  }
}

/** What was built; throws the problem that says what is needed. */
export function wireBuilt(built: Built): DatasetReply {
  if (built.ok) return wireDataset(built.dataset.facts)
  throw refusal('no-dataset', built.why, { wayOut: built.wayOut })
}

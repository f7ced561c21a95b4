import { type ReactNode, useMemo } from 'react'
import type { DatasetFacts } from '../../lab/dataset/dataset.ts'
import { mlTestScore } from '../../lab/registry/ml-test-score.ts'
import { modelCard } from '../../lab/report/model-card.ts'
import { useAsk } from '../api/use-ask.ts'
import { CopyButton } from '../kit/copy-button.tsx'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { useWords } from '../words/words.ts'
import { EVALUATION_WORDS } from './evaluation-words.ts'
import { ModelFrame } from './model-frame.tsx'
import './models.css'
import { useEvaluation } from './use-evaluation.ts'
import type { OpenModel } from './use-model.ts'
import { WORDS } from './words.ts'

/** The card of a model as the system writes it, shown as text and nothing else. */
export function ModelCardPage(): ReactNode {
  return <ModelFrame part="card">{(model) => <Card model={model} />}</ModelFrame>
}

function Card({ model }: { readonly model: OpenModel }): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(EVALUATION_WORDS)
  const { seen, gates } = model
  const { manifest } = seen.record
  const { evaluation, isNone, error } = useEvaluation(model)
  const { data, isPending } = useAsk('dataset', { params: { id: manifest.dataset } }, { freshMs: 60_000 })
  const text = useMemo(
    () =>
      evaluation === undefined || isPending
        ? undefined
        : modelCard({
            ...{ manifest, evaluation, gates, mlTestScore: mlTestScore(seen) },
            dataset: data && ({ ...data, madeMs: Date.parse(data.madeAt) } as unknown as DatasetFacts),
          }),
    [evaluation, isPending, manifest, gates, seen, data],
  )
  return (
    <Panel title={t('part_card')} acts={text !== undefined && <CopyButton text={text} />}>
      <ProblemBox error={error} />
      {isNone && <Empty>{say('none')}</Empty>}
      {text !== undefined && (
        <pre className="model-card-text">
          <Said text={text} />
        </pre>
      )}
    </Panel>
  )
}

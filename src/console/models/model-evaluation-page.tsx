import type { ReactNode } from 'react'
import type { ModelEvaluation } from '../../lab/evaluate/evaluation.ts'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { EvaluationCurves } from './evaluation-curves.tsx'
import { EvaluationFigures } from './evaluation-figures.tsx'
import { EVALUATION_WORDS } from './evaluation-words.ts'
import { ModelFrame } from './model-frame.tsx'
import './models.css'
import { Reliability } from './reliability.tsx'
import { Robustness } from './robustness.tsx'
import { Slices } from './slices.tsx'
import { Suites } from './suites.tsx'
import { TrainingCurve } from './training-curve.tsx'
import { useEvaluation } from './use-evaluation.ts'
import type { OpenModel } from './use-model.ts'
import { WorstErrors } from './worst-errors.tsx'

/** How a model does, on rows that it was tuned on and never on certify rows. */
export function ModelEvaluationPage(): ReactNode {
  return <ModelFrame part="evaluation">{(model) => <Evaluation model={model} />}</ModelFrame>
}

function Evaluation({ model }: { readonly model: OpenModel }): ReactNode {
  const t = useWords(EVALUATION_WORDS)
  const { evaluation, isNone, error } = useEvaluation(model)
  if (evaluation === undefined)
    return (
      <>
        <ProblemBox error={error} />
        {isNone && <Empty>{t('none')}</Empty>}
      </>
    )
  return <Found evaluation={evaluation} />
}

function Found({ evaluation }: { readonly evaluation: ModelEvaluation }): ReactNode {
  const t = useWords(EVALUATION_WORDS)
  const { rows, violating, groups } = evaluation
  return (
    <>
      <p className="page-about">
        {t('about')} {t('measured', { rows, violating, groups })}
      </p>
      <EvaluationFigures evaluation={evaluation} />
      <div className="columns">
        <EvaluationCurves evaluation={evaluation} />
        <Reliability calibration={evaluation.calibration} />
        {evaluation.learning.length > 0 && (
          <Panel title={t('learning')}>
            <TrainingCurve points={evaluation.learning} />
          </Panel>
        )}
      </div>
      <Slices slices={evaluation.slices} />
      <Robustness transforms={evaluation.robustness} />
      <Suites suites={evaluation.suites} identitySwap={evaluation.identitySwap} />
      <Machine evaluation={evaluation} />
      <WorstErrors dataset={evaluation.dataset} worst={evaluation.worst} />
      {evaluation.notes.length > 0 && (
        <Panel title={t('notes')}>
          <ul className="model-notes">
            {evaluation.notes.map((note) => (
              <li key={note}>
                <Said text={note} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

function Machine({ evaluation: { latency, numerics } }: { readonly evaluation: ModelEvaluation }): ReactNode {
  const t = useWords(EVALUATION_WORDS)
  const language = useLanguage()
  const ms = (value: number | undefined) =>
    value?.toLocaleString(language, { maximumSignificantDigits: 3 }) ?? '–'
  const wrong = numerics.filter(({ ok }) => !ok)
  return (
    <div className="columns">
      <Panel title={t('latency')}>
        <p>
          {t('latencySays', {
            ...{ p50: ms(latency.p50Ms), p99: ms(latency.p99Ms), bound: ms(latency.p99BoundMs) },
            ...{ rate: ms(latency.textsPerSecond), calls: latency.calls },
          })}
        </p>
      </Panel>
      <Panel title={t('numerics')}>
        {wrong.length === 0 ? (
          <p>{t('numericsOk', { count: numerics.length })}</p>
        ) : (
          <ul className="model-notes">
            {wrong.map(({ name, says }) => (
              <li key={name}>
                <Said text={`${name}: ${says}`} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  )
}

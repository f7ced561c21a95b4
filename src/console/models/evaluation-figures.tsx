import type { ReactNode } from 'react'
import type { ModelEvaluation } from '../../lab/evaluate/evaluation.ts'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { Said } from '../kit/said.tsx'
import { useFigures } from '../quality/use-figures.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { EVALUATION_WORDS } from './evaluation-words.ts'
import { Table } from './table.tsx'
import { useEstimate } from './use-estimate.ts'

type Evaluation = Pick<ModelEvaluation, 'operating' | 'labels' | 'rivals'>

/** What a model does at its thresholds, how well it tells labels apart, and who does it better. */
export function EvaluationFigures({ evaluation }: { readonly evaluation: Evaluation }): ReactNode {
  const t = useWords(EVALUATION_WORDS)
  const language = useLanguage()
  const say = useEstimate()
  const { percent } = useFigures()
  const number = (value: number, digits = 3) =>
    value.toLocaleString(language, { maximumFractionDigits: digits })
  const share = (value: number | undefined) => (value === undefined ? '–' : percent(value))
  const { operating, labels, rivals } = evaluation
  return (
    <>
      <Panel title={t('operating')}>
        {operating.length === 0 ? (
          <Empty>{t('noOperating')}</Empty>
        ) : (
          <Table
            label={t('operating')}
            head={[
              t('use'),
              t('threshold'),
              t('precision'),
              t('recall'),
              t('falsePositiveRate'),
              t('f1'),
              t('counts'),
            ]}
            rows={operating.map((point) => ({
              id: point.use,
              cells: [
                ...[t(`use_${point.use}`), number(point.threshold), say(point.precision), say(point.recall)],
                ...[say(point.falsePositiveRate), number(point.f1)],
                [point.truePositives, point.falsePositives, point.falseNegatives]
                  .map((n) => number(n))
                  .join(', '),
              ],
            }))}
          />
        )}
      </Panel>
      <Panel title={t('labels')}>
        <Table
          label={t('labels')}
          head={[t('label'), t('rows'), t('positives'), t('auc'), t('averagePrecision'), t('bestF1')]}
          rows={labels.map((one) => ({
            id: one.label,
            cells: [
              <Said key="label" text={one.label} />,
              ...[number(one.rows), number(one.positives), say(one.auc), say(one.averagePrecision)],
              number(one.bestF1),
            ],
          }))}
        />
      </Panel>
      {rivals.length > 0 && (
        <Panel title={t('rivals')}>
          <Table
            label={t('rivals')}
            head={[t('rival'), t('auc'), t('averagePrecision'), t('gain'), t('recallAtBar'), t('onlyRight')]}
            rows={rivals.map((one) => ({
              id: one.model,
              cells: [
                t(`rival_${one.kind}`),
                ...[say(one.auc), say(one.averagePrecision), say(one.gain)],
                `${share(one.recallAtBar.this)}, ${share(one.recallAtBar.other)}`,
                `${number(one.paired.onlyThis)}, ${number(one.paired.onlyOther)}`,
              ],
            }))}
          />
        </Panel>
      )}
    </>
  )
}

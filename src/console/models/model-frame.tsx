import type { ReactNode } from 'react'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useParam } from '../kit/use-param.ts'
import { paths } from '../paths.ts'
import { useFigures } from '../quality/use-figures.ts'
import { useWords } from '../words/words.ts'
import { ModelActs } from './model-acts.tsx'
import './models.css'
import { shortId } from './short-id.ts'
import { AuthorityBadge, StateBadge } from './state-badge.tsx'
import { type OpenModel, useModel } from './use-model.ts'
import { WORDS } from './words.ts'

const PARTS = {
  way: paths.model,
  gates: paths.modelGates,
  evaluation: paths.modelEvaluation,
  card: paths.modelCard,
  evidence: paths.modelEvidence,
  diff: paths.modelDiff,
} as const
export type ModelPart = keyof typeof PARTS

/** What all pages of a model have in common: which one it is, where it stands, what can be done, and its other pages. */
export function ModelFrame(props: {
  readonly part: ModelPart
  readonly children: (model: OpenModel) => ReactNode
}): ReactNode {
  const t = useWords(WORDS)
  const { percent } = useFigures()
  const id = useParam('id')
  const { model, error } = useModel(id)
  const record = model?.seen.record
  return (
    <Page
      title={record === undefined ? t('model') : `${record.task} · ${shortId(record.id)}`}
      about={
        record !== undefined && (
          <span className="model-badges">
            <StateBadge state={record.state} />
            {(record.state === 'canary' || record.authority !== 'observe') && (
              <span>{t('shareOf', { share: percent(record.share) })}</span>
            )}
            <AuthorityBadge authority={record.authority} />
            {record.isLastGood && <Badge tone="accent">{t('lastGood')}</Badge>}
            {record.isTainted && <Badge tone="danger">{t('tainted')}</Badge>}
          </span>
        )
      }
      acts={model !== undefined && <ModelActs model={model} />}
    >
      <nav className="model-parts" aria-label={t('parts')}>
        {(Object.keys(PARTS) as ModelPart[]).map((part) => (
          <A key={part} to={PARTS[part](id)} aria-current={part === props.part ? 'page' : undefined}>
            {t(`part_${part}`)}
          </A>
        ))}
      </nav>
      <ProblemBox error={error} />
      {record?.isTainted && <p className="problem">{t('taintedSays')}</p>}
      {model !== undefined && props.children(model)}
    </Page>
  )
}

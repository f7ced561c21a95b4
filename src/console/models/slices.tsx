import type { ReactNode } from 'react'
import type { SliceFigures } from '../../lab/evaluate/evaluation.ts'
import { Badge } from '../kit/badge.tsx'
import { Panel } from '../kit/page.tsx'
import { Said } from '../kit/said.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { EVALUATION_WORDS } from './evaluation-words.ts'
import { Table } from './table.tsx'
import { useEstimate } from './use-estimate.ts'

/** How it does on rows that have something in common. */
export function Slices({ slices }: { readonly slices: readonly SliceFigures[] }): ReactNode {
  const t = useWords(EVALUATION_WORDS)
  const language = useLanguage()
  const say = useEstimate()
  if (slices.length === 0) return null
  return (
    <Panel title={t('slices')}>
      <p className="model-soft">{t('slicesHint')}</p>
      <Table
        label={t('slices')}
        head={[
          t('slice'),
          t('rows'),
          t('violating'),
          t('auc'),
          t('precision'),
          t('recall'),
          t('falsePositiveRate'),
        ]}
        rows={slices.map((slice) => ({
          id: `${slice.by} ${slice.value}`,
          cells: [
            <>
              <span className="model-soft">{t(`by_${slice.by}`)}</span> <Said text={slice.value} />{' '}
              {!slice.enough && <Badge tone="warn">{t('tooFew')}</Badge>}
            </>,
            ...[slice.rows.toLocaleString(language), slice.violating.toLocaleString(language)],
            ...[say(slice.auc), say(slice.precision), say(slice.recall), say(slice.falsePositiveRate)],
          ],
        }))}
      />
    </Panel>
  )
}

import type { ReactNode } from 'react'
import type { MlTestScore } from '../../lab/registry/ml-test-score.ts'
import { ML_SECTIONS } from '../../lab/registry/ml-tests.ts'
import { Badge } from '../kit/badge.tsx'
import { Panel } from '../kit/page.tsx'
import { useWords } from '../words/words.ts'
import { EntryLink } from './entry-link.tsx'
import { EVIDENCE_WORDS } from './evidence-words.ts'
import { Table } from './table.tsx'

type Test = Parameters<ReturnType<typeof useWords<NonNullable<(typeof EVIDENCE_WORDS)['names']>>>>[0]

/** The 28 tests of the ML Test Score, each with the entry that bears it out. */
export function ScoreTable({
  model,
  score,
}: {
  readonly model: string
  readonly score: MlTestScore
}): ReactNode {
  const t = useWords(EVIDENCE_WORDS)
  return (
    <Panel
      title={t('score')}
      acts={<Badge tone={score.score === 7 ? 'good' : 'warn'}>{t('scoreOf', { score: score.score })}</Badge>}
    >
      <p className="model-soft">{t('scoreAbout')}</p>
      <div className="columns">
        {ML_SECTIONS.map((section) => (
          <div key={section}>
            <h3>
              {t(`section_${section}`)} · {t('scoreOf', { score: score.sections[section] })}
            </h3>
            <Table
              label={t(`section_${section}`)}
              head={[t('test'), t('point'), t('proof')]}
              rows={score.tests
                .filter((one) => one.section === section)
                .map(({ test, points, entry }) => ({
                  id: test,
                  cells: [
                    <>
                      <code>{test}</code> {t(test as Test)}
                    </>,
                    <Badge key="point" tone={points === 1 ? 'good' : 'plain'}>
                      {points === 1 ? t('has') : t('hasNot')}
                    </Badge>,
                    entry === undefined ? '–' : <EntryLink key="entry" model={model} entry={entry} />,
                  ],
                }))}
            />
          </div>
        ))}
      </div>
    </Panel>
  )
}

import type { ReactNode } from 'react'
import type { IdentitySwap, SuiteFigures } from '../../lab/evaluate/evaluation.ts'
import { Badge } from '../kit/badge.tsx'
import { Panel } from '../kit/page.tsx'
import { Said } from '../kit/said.tsx'
import { useFigures } from '../quality/use-figures.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { EVALUATION_WORDS } from './evaluation-words.ts'
import { Table } from './table.tsx'
import { useEstimate } from './use-estimate.ts'

/** How a model behaves on suites of cases, and whether a term for people moves it. */
export function Suites(props: {
  readonly suites: readonly SuiteFigures[]
  readonly identitySwap: IdentitySwap | undefined
}): ReactNode {
  const t = useWords(EVALUATION_WORDS)
  const language = useLanguage()
  const { percent } = useFigures()
  const say = useEstimate()
  const { suites, identitySwap: swap } = props
  if (suites.length === 0 && swap === undefined) return null
  return (
    <Panel title={t('suites')}>
      {suites.map((suite) => {
        const line = t('suiteLine', {
          ...{ name: suite.suite, right: say(suite.right), cases: suite.cases, macro: percent(suite.macro) },
        })
        return (
          <details key={suite.sha256}>
            <summary>
              <Said text={line} />
            </summary>
            <Table
              label={suite.suite}
              head={[t('functionality'), t('right'), t('incumbentRight'), t('wrongCases')]}
              rows={suite.functionalities.map((one) => ({
                id: one.name,
                cells: [
                  <>
                    <Said text={one.name} /> {one.mustPass && <Badge>{t('mustPass')}</Badge>}
                  </>,
                  say(one.right),
                  one.incumbentRight === undefined ? '–' : percent(one.incumbentRight),
                  <Said key="wrong" text={one.wrong.join(', ')} />,
                ],
              }))}
            />
          </details>
        )
      })}
      {swap !== undefined && (
        <div>
          <h3>{t('identity')}</h3>
          <p>
            {t('identitySays', {
              ...{ templates: swap.templates, terms: swap.terms, flips: say(swap.flips) },
              gap: swap.largestGap.toLocaleString(language, { maximumFractionDigits: 3 }),
            })}
          </p>
          {swap.worstTerms.length > 0 && (
            <p>
              <Said text={t('worstTerms', { terms: swap.worstTerms.map(({ term }) => term).join(', ') })} />
            </p>
          )}
        </div>
      )}
    </Panel>
  )
}

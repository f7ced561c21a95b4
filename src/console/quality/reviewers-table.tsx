import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { Said } from '../kit/said.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { useFigures } from './use-figures.ts'
import { WORDS } from './words.ts'

type Reviewer = Reply<'reviewers'>['reviewers'][number]

/** All that is known of each reviewer. */
export function ReviewersTable(props: {
  readonly reviewers: readonly Reviewer[]
  readonly nameOf: (one: Reviewer) => string
}): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { percent, interval } = useFigures()
  const share = ({ value, low, high }: Reviewer['right']) =>
    value === null ? '–' : interval({ value, low, high }, percent)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="quality-scroll" tabIndex={0} aria-label={t('reviewers')}>
      <table className="quality-table">
        <thead>
          <tr>
            <th scope="col">{t('reviewer')}</th>
            <th scope="col">{t('judged')}</th>
            <th scope="col">{t('unsureShare')}</th>
            <th scope="col">{t('median')}</th>
            <th scope="col">{t('goldenRight')}</th>
            <th scope="col">{t('finds')}</th>
            <th scope="col">{t('passes')}</th>
            <th scope="col">{t('agrees')}</th>
            <th scope="col">{t('overturned')}</th>
          </tr>
        </thead>
        <tbody>
          {props.reviewers.map((one) => (
            <tr key={one.reviewer}>
              <th scope="row">
                <Said text={props.nameOf(one)} />
              </th>
              <td>{one.judged.toLocaleString(language)}</td>
              <td>{percent(one.unsure / Math.max(1, one.judged))}</td>
              <td>
                {one.medianMs === null
                  ? '–'
                  : t('seconds', {
                      n: (one.medianMs / 1000).toLocaleString(language, { maximumFractionDigits: 1 }),
                    })}
              </td>
              <td>{t('of', { hits: one.right.hits, of: one.right.of })}</td>
              <td>{share(one.sensitivity)}</td>
              <td>{share(one.specificity)}</td>
              <td>{share(one.agreement)}</td>
              <td>{t('of', { hits: one.upheld.overturned, of: one.upheld.violating })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quality-hint">{t('reviewersTable')}</p>
    </section>
  )
}

import type { ReactNode } from 'react'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { useWords } from '../words/words.ts'
import type { LookedThrough } from './import-file.ts'
import type { ImportState } from './run-import.ts'
import { WORDS } from './words.ts'

/** How an import stands, with a bar while it goes on. */
export function ImportShown({ state }: { readonly state: ImportState }): ReactNode {
  const t = useWords(WORDS)
  switch (state.kind) {
    case 'reading':
      return <Bar share={state.share} says={t('reading', { count: state.entries })} />
    case 'sending':
      return (
        <Bar
          share={state.received / state.entries}
          says={t('sending', { received: state.received, entries: state.entries })}
        />
      )
    case 'refused':
      return (
        <p className="problem" role="alert">
          {t(`refused_${state.why}`)}
        </p>
      )
    case 'bad':
      return (
        <div className="problem" role="alert">
          <p>{t('bad', { count: state.looked.badCount })}</p>
          <ul>
            {state.looked.bad.map(({ line, why }) => (
              <li key={line}>
                {t('line', { line })}{' '}
                <span lang="en">
                  <Said text={why} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      )
    case 'cut':
      return (
        <div role="status">
          <ProblemBox error={state.error} />
          <p>{t('cut')}</p>
        </div>
      )
    case 'done': {
      const { entries, added, changed, withdrawn } = state.done
      return (
        <div role="status">
          <p className="banks-done">✓ {t('done', { entries, added, changed, withdrawn })}</p>
          <Left looked={state.looked} />
        </div>
      )
    }
  }
}

function Bar({ share, says }: { readonly share: number; readonly says: string }): ReactNode {
  return (
    <div className="banks-bar">
      <progress max={1} value={share} aria-label={says} />
      <p>{says}</p>
    </div>
  )
}

/** What was left out, and why; the reasons are those of the reader. */
function Left({ looked: { left, badCount } }: { readonly looked: LookedThrough }): ReactNode {
  const t = useWords(WORDS)
  return (
    <ul>
      {badCount > 0 && <li>{t('leftBad', { count: badCount })}</li>}
      {Object.entries(left).map(([why, count]) => (
        <li key={why}>
          {t('left', { count })} <span lang="en">{why}</span>
        </li>
      ))}
    </ul>
  )
}

import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { Facts } from '../kit/facts.tsx'
import { Panel } from '../kit/page.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { TopBars } from '../kit/top-bars.tsx'
import { WORDS as KIT } from '../kit/words.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What the history knows of an entity. */
export function Known({ found }: { readonly found: Reply<'findEntity'> }): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(KIT)
  const language = useLanguage()
  const { history, strikes } = found
  const n = (count: number) => count.toLocaleString(language)
  const bars = (counts: Readonly<Record<string, number>>, label: (name: string) => string) =>
    Object.entries(counts).map(([id, count]) => ({ id, count, label: label(id) }))
  return (
    <Panel title={t('known')}>
      {history === null && <p>{t('noHistory')}</p>}
      <div className="entity-known">
        <Facts
          facts={[
            ...(history === null
              ? []
              : ([
                  [t('acted'), n(history.acted)],
                  [t('met'), n(history.met)],
                  [
                    t('firstSeen'),
                    history.firstSeen === null ? '–' : <Time key="f" at={history.firstSeen} />,
                  ],
                  [t('lastSeen'), history.lastSeen === null ? '–' : <Time key="l" at={history.lastSeen} />],
                  [t('worlds'), <Said key="w" text={history.worlds.join(', ') || '–'} />],
                ] as const)),
            ...(strikes === null
              ? []
              : ([[t('strikes'), t('strikesSum', { sum: strikes.sum, n: strikes.standing })]] as const)),
          ]}
        />
        {history !== null && history.acted > 0 && (
          <>
            <div>
              <h3>{t('verdicts')}</h3>
              <TopBars label={t('verdicts')} bars={bars(history.verdicts, (name) => say(name as 'allow'))} />
            </div>
            {history.rules.length > 0 && (
              <div>
                <h3>{t('rules')}</h3>
                <TopBars
                  label={t('rules')}
                  bars={history.rules
                    .slice(0, 8)
                    .map(({ rule, events }) => ({ id: rule, label: rule, count: events }))}
                />
              </div>
            )}
          </>
        )}
      </div>
    </Panel>
  )
}

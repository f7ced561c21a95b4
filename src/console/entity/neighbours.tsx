import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Empty } from '../kit/empty.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { Panel } from '../kit/page.tsx'
import { plainText } from '../kit/plain-text.ts'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useWords } from '../words/words.ts'
import { RingPicture } from './ring-picture.tsx'
import { WORDS } from './words.ts'

/** The accounts that share something with one. */
export function Neighbours({ entity, days }: { readonly entity: string; readonly days: number }): ReactNode {
  const t = useWords(WORDS)
  const { data, error } = useAsk('entityNeighbours', { body: { entity, days } }, { freshMs: 30_000 })
  const shared = data?.shared ?? []
  const joined = shared.filter(({ common }) => !common)
  return (
    <Panel title={t('neighbours')}>
      <p className="field-hint">{t('neighboursHint')}</p>
      <ProblemBox error={error} />
      {data !== undefined && shared.length === 0 && <Empty>{t('noNeighbours')}</Empty>}
      {shared.length > 0 && (
        <div className="entity-neighbours">
          {joined.length > 0 && <RingPicture shared={joined} />}
          <ul className="entity-shared">
            {shared.map((thing, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what is shared has no id, and the list stays as it came
              <li key={at}>
                <details open={at < 3}>
                  <summary>
                    <strong>{t(`kind_${thing.kind}`, { name: plainText(thing.name) })}</strong>{' '}
                    {thing.value !== null && <PlayerText inline text={thing.value} />}{' '}
                    {thing.common ? t('common') : t('sharedBy', { count: thing.accounts })}
                  </summary>
                  {!thing.common && (
                    <ul className="entity-with">
                      {thing.with.map((one) => (
                        <li key={one.entity}>
                          <EntityLink entity={one.entity} />{' '}
                          <span className="field-hint">{t('event', { count: one.events })}</span>
                        </li>
                      ))}
                    </ul>
                  )}
                </details>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  )
}

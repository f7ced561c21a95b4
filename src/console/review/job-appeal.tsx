import type { ReactNode } from 'react'
import type { Background } from '../../api/contract/jobs.ts'
import type { Care } from '../../review/protection/protection.ts'
import { Badge } from '../kit/badge.tsx'
import { Panel } from '../kit/page.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { Time } from '../kit/time.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { Covered } from './covered.tsx'
import { ChoiceBadge } from './job-account.tsx'
import { inLanguage } from './length-words.ts'
import type { Reveal } from './use-reveal.ts'
import { WORDS } from './words.ts'

/** Of an appeal: the player's words, and what the player had been told. */
export function JobAppeal(props: {
  readonly appeal: NonNullable<Background['appeal']>
  readonly care: Care
  readonly reveal: Reveal
}): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { text, statement } = props.appeal
  return (
    <Panel title={t('appeal')}>
      <h3>{t('playerSays')}</h3>
      {text === null ? (
        <p>{t('erased')}</p>
      ) : (
        <Covered care={props.care} reveal={props.reveal}>
          <PlayerText text={text} />
        </Covered>
      )}
      {statement !== null && (
        <>
          <h3>{t('playerTold')}</h3>
          <PlayerText text={inLanguage(statement.texts, language)} />
        </>
      )}
    </Panel>
  )
}

/** Of a disagreement: what each has said. */
export function JobJudgements({ judgements }: { readonly judgements: Background['judgements'] }): ReactNode {
  const t = useWords(WORDS)
  return (
    <Panel title={t('judgements')}>
      <ul className="review-list">
        {judgements.map((one) => (
          <li key={one.annotation}>
            <Badge>{t(`stage_${one.stage}`)}</Badge> <ChoiceBadge choice={one.choice} />{' '}
            <Time at={one.at} relative /> {one.policies.join(', ')}{' '}
            {one.enforcements.map(({ name }) => name).join(', ')}
            {one.note !== null && <PlayerText text={one.note} />}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

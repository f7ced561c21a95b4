import type { ReactNode } from 'react'
import type { ActPreview } from '../../api/contract/acts.ts'
import { Badge } from '../kit/badge.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { Time } from '../kit/time.tsx'
import { useWords } from '../words/words.ts'
import './acts.css'
import { Texts } from './texts.tsx'
import { WORDS } from './words.ts'

const SHOWN = 8

/** What an act would do and to how many, as the service tried it out. */
export function Preview({ preview }: { readonly preview: ActPreview | undefined }): ReactNode {
  const t = useWords(WORDS)
  if (preview === undefined) return <p role="status">{t('counting')}</p>
  const { enforcements, strikes, labels, statements, messages, endpoints } = preview
  const isNothing = enforcements.length + strikes + labels + statements.length === 0
  return (
    <div className="acts-preview" role="status">
      {isNothing ? (
        <p>{t('nothingChanges')}</p>
      ) : (
        <ul>
          {enforcements.slice(0, SHOWN).map((one) => (
            <li key={`${one.id} ${one.enforcement} ${one.target}`}>
              <Badge>{one.enforcement}</Badge> <EntityLink entity={one.target} /> {t(effectOf(one))}{' '}
              {one.state === 'applied' && (one.until === null ? t('forEver') : <Time at={one.until} />)}
              {!one.reversible && one.causesTaken > 0 && ` ${t('cannotUndo')}`}
            </li>
          ))}
          {enforcements.length > SHOWN && <li>{t('andMore', { n: enforcements.length - SHOWN })}</li>}
          {strikes > 0 && <li>{t('strikesGo', { count: strikes })}</li>}
          {labels > 0 && <li>{t('labelsGo', { count: labels })}</li>}
          <li>{t('told', { count: statements.length })}</li>
          <li>{t('messages', { messages, endpoints })}</li>
        </ul>
      )}
      {statements.map(({ account, kind, texts }) => (
        <details key={`${account} ${kind}`}>
          <summary>
            {t('whatIsTold')} <PlayerText text={account} inline />
          </summary>
          <Texts texts={texts} />
        </details>
      ))}
    </div>
  )
}

function effectOf(one: ActPreview['enforcements'][number]) {
  if (one.state !== 'applied') return 'ends'
  if (one.id === null) return 'starts'
  return one.causesTaken > 0 ? 'heldByOthers' : 'lastsLonger'
}

import type { ReactNode } from 'react'
import { Time } from '../kit/time.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { EntryLink } from './entry-link.tsx'
import './models.css'
import { StateBadge } from './state-badge.tsx'
import type { Way, WayStop } from './way-of.ts'
import { WORDS } from './words.ts'

/** The way of a model as a line of stops, each with when and by which entry of the chain it came there. */
export function WayPicture({ model, way }: { readonly model: string; readonly way: Way }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const name = ({ at, share }: WayStop) =>
    at === 'canary'
      ? t('stop_canary', { share: (share ?? 0).toLocaleString(language, { style: 'percent' }) })
      : t(`stop_${at}`)
  return (
    <ol className="way" aria-label={t('wayPicture')}>
      {way.stops.map((stop, i) => (
        <li
          key={name(stop)}
          className={`way-stop way-${stop.is}`}
          aria-current={stop.is === 'here' ? 'step' : undefined}
        >
          <span className="way-dot" aria-hidden />
          <span className="way-name">{name(stop)}</span>
          <span className="sr-only">({t(`is_${stop.is}`)})</span>
          {stop.entry !== undefined && (
            <span className="way-when">
              <Time at={new Date(stop.atMs!).toISOString()} />
              <EntryLink model={model} entry={stop.entry} />
            </span>
          )}
          {way.end?.stop === i && (
            <span className="way-end">
              <StateBadge state={way.end.state} />
              {way.end.entry !== undefined && (
                <span className="way-when">
                  <Time at={new Date(way.end.atMs!).toISOString()} />
                  <EntryLink model={model} entry={way.end.entry} />
                </span>
              )}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

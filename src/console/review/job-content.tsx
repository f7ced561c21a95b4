import type { ReactNode } from 'react'
import type { JobView } from '../../api/contract/jobs.ts'
import type { Care } from '../../review/protection/protection.ts'
import { EntityLink } from '../kit/entity-link.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { MediaPanel } from '../media/media-panel.tsx'
import { mediaOf } from '../media/picture-kinds.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { Covered, RevealButton } from './covered.tsx'
import type { Reveal } from './use-reveal.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly job: JobView
  readonly care: Care
  readonly reveal: Reveal
}

/** The item: first in words, then as it was sent, with the places marked that rules found. */
export function JobContent({ job, care, reveal }: Given): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { content, background } = job
  const spans = background?.decision?.reasons.flatMap(({ spans }) => spans) ?? []
  const said = content !== null && content.of !== null ? content.data[content.of] : undefined
  const decision = background?.decision?.id
  const files = mediaOf(content?.data ?? {})
  const rest = Object.entries(content?.data ?? {}).filter(
    ([name]) => name !== content?.of && files.every(([feature]) => feature !== name),
  )
  return (
    <section className="panel review-content" aria-label={t('content')}>
      <ul className="review-summary" aria-label={t('summary')}>
        {job.summary[language].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="review-who">
        <Who word={t('by')} entity={job.actor} />
        <Who word={t('to')} entity={job.target} />
        <Who word={t('in')} entity={job.session} />
      </p>
      {content === null ? (
        <>
          <p>{job.withheld === null ? t('entityJob') : t(`withheld_${job.withheld}`)}</p>
          {job.entity !== null && <EntityLink entity={job.entity} />}
        </>
      ) : (
        <>
          {/* Files stand high: what reveals them is not looked for below them. */}
          {files.length > 0 && <RevealButton reveal={reveal} />}
          <Covered care={care} reveal={reveal}>
            {said !== undefined && (
              <PlayerText text={typeof said === 'string' ? said : JSON.stringify(said)} spans={spans} />
            )}
            {files.map(([feature, id]) => (
              <MediaPanel key={feature} {...{ id, feature, decision }} data={content.data} />
            ))}
            {rest.length > 0 && (
              <dl className="facts review-rest" aria-label={t('otherFields')}>
                {rest.map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>
                      <PlayerText inline text={typeof value === 'string' ? value : JSON.stringify(value)} />
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </Covered>
          {files.length === 0 && <RevealButton reveal={reveal} />}
        </>
      )}
    </section>
  )
}

function Who({ word, entity }: { readonly word: string; readonly entity: string | null }): ReactNode {
  if (entity === null) return null
  return (
    <span>
      {word} <EntityLink entity={entity} />
    </span>
  )
}

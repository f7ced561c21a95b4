import type { ReactNode } from 'react'
import { requestTo } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { EntityLink } from '../kit/entity-link.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** The items of the catalogue that are most like this one, side by side with it. */
export function NearItems({ id }: { readonly id: string }): ReactNode {
  const t = useWords(WORDS)
  const { data, error } = useAsk('mediaNear', { params: { id }, query: { limit: '6' } })
  if (error !== null) return <ProblemBox error={error} />
  if (data === undefined) return <p className="empty">{t('loading')}</p>
  if (data.near.length === 0) return <p className="empty">{t('noneNear')}</p>
  return (
    <ul className="pictures">
      {data.near.map(({ item, media, similarity, by, shown }) => (
        <li key={`${item} ${media}`}>
          <figure className="picture" data-near={item}>
            {shown ? (
              <img
                src={requestTo('mediaPicture', { params: { id: media, name: 'view.front' } })[0]}
                alt={t('picture', { name: 'view.front' })}
                width={512}
                height={512}
                loading="lazy"
              />
            ) : (
              <p className="empty">{t('notShown')}</p>
            )}
            <figcaption>
              <EntityLink entity={item} />
              <span>{t('similar', { n: Math.round(similarity * 100), by: t(`by_${by}`) })}</span>
            </figcaption>
          </figure>
        </li>
      ))}
    </ul>
  )
}

import { type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { requestTo } from '../api/ask.ts'
import { Button } from '../kit/button.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { useWords } from '../words/words.ts'
import { MarkText } from './mark-text.tsx'
import { useTries } from './use-tries.ts'
import { WORDS } from './words.ts'

type Facts = NonNullable<Reply<'media'>['facts']>
type PictureOf = Facts['pictures'][number]

/** So many are fetched at first: an item may have hundreds. */
const FIRST = 12

/** Pictures of a file, what was found in them outlined and said. */
export function Pictures({
  id,
  slots,
  pictures,
}: {
  readonly id: string
  /** What these mind is outlined. */
  readonly slots: readonly string[]
  readonly pictures: readonly PictureOf[]
}): ReactNode {
  const t = useWords(WORDS)
  const [limit, setLimit] = useState(FIRST)
  return (
    <>
      <ul className="pictures">
        {pictures.slice(0, limit).map((picture) => (
          <li key={picture.name}>
            <PictureView {...{ id, slots, picture }} />
          </li>
        ))}
      </ul>
      {pictures.length > limit && (
        <Button quiet onPress={() => setLimit(limit + 4 * FIRST)}>
          {t('more', { n: pictures.length - limit })}
        </Button>
      )}
    </>
  )
}

function PictureView({
  id,
  slots,
  picture,
}: {
  readonly id: string
  readonly slots: readonly string[]
  readonly picture: PictureOf
}): ReactNode {
  const t = useWords(WORDS)
  const { name, width, height, marks, texts, scores } = picture
  const [isLarge, setIsLarge] = useState(false)
  const [tries, again] = useTries()
  const [url] = requestTo('mediaPicture', {
    params: { id, name },
    query: slots.length === 0 ? {} : { slots: slots.join() },
  })
  const high = Object.entries(scores).flatMap(([model, labels]) =>
    Object.entries(labels)
      .filter(([, score]) => score >= 0.5)
      .map(([label, score]) => `${model}.${label} ${score.toFixed(2)}`),
  )
  return (
    <figure className={`picture${isLarge ? ' picture-large' : ''}`} data-picture={name}>
      <Button
        quiet
        className="picture-button"
        aria-label={t(isLarge ? 'smaller' : 'larger', { name })}
        onPress={() => setIsLarge(!isLarge)}
      >
        <img
          key={tries}
          src={url}
          alt={t('picture', { name })}
          {...{ width, height }}
          loading="lazy"
          decoding="async"
          onError={again}
        />
      </Button>
      <figcaption>
        <span className="picture-name">{name}</span>
        {marks.map((mark) => (
          <span key={`${mark.why} ${mark.says} ${mark.box.join()}`} className="picture-mark">
            <MarkText mark={mark} />
          </span>
        ))}
        {texts.map(({ text, box }) => (
          <PlayerText inline key={`${text} ${box.join()}`} text={text} />
        ))}
        {high.map((said) => (
          <span key={said} className="picture-score">
            {said}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

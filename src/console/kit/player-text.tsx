import { type ReactNode, useMemo, useState } from 'react'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { type Piece, revealText } from './reveal-text.ts'
import { useScrolls } from './use-scrolls.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly text: string
  /** Marked parts, in UTF-16 units. */
  readonly spans?: readonly (readonly [number, number])[]
  /** In a line among other words, rather than in a box of its own. */
  readonly inline?: boolean
  /** So many characters are shown at first. */
  readonly most?: number
}

const SHOWN = 2000
const MORE = 20_000

/** What somebody else wrote: as text and nothing else, in its box, with all that would fool the eye made visible. */
export function PlayerText({ text, spans, inline = false, most = inline ? 200 : SHOWN }: Given): ReactNode {
  const t = useWords(WORDS)
  const [limit, setLimit] = useState(most)
  const { ref, scrolls } = useScrolls<HTMLElement>()
  const left = text.length - limit
  const shown = <Revealed text={text.slice(0, limit)} {...(spans === undefined ? {} : { spans })} />
  if (inline)
    return (
      <bdi className="player-text player-text-inline">
        {shown}
        {left > 0 && '…'}
      </bdi>
    )
  return (
    <div className="player-text-box">
      <bdi className="player-text" ref={ref} {...(scrolls ? { tabIndex: 0 } : {})}>
        {shown}
      </bdi>
      {left > 0 && (
        <Button quiet onPress={() => setLimit(limit + MORE)}>
          {t('more', { n: left })}
        </Button>
      )}
    </div>
  )
}

/** The text itself, for places that have a box of their own. */
export function Revealed({ text, spans }: Pick<Given, 'text' | 'spans'>): ReactNode {
  const pieces = useMemo(() => revealText(text, spans), [text, spans])
  return pieces.map((piece) => <PieceView key={`${piece.kind} ${piece.at}`} piece={piece} />)
}

function PieceView({ piece }: { readonly piece: Piece }): ReactNode {
  const t = useWords(WORDS)
  const inside = () => {
    switch (piece.kind) {
      case 'plain':
        return piece.text
      case 'hidden':
      case 'direction':
        return (
          <span className="player-text-code" title={t(piece.kind, { code: piece.code })}>
            {piece.code}
          </span>
        )
      case 'alike':
        return (
          <span
            className="player-text-alike"
            title={t('alike', { like: piece.like, script: piece.script, code: piece.code })}
          >
            {piece.text}
            <span className="player-text-code">
              {piece.script === 'Compatibility' ? piece.code : piece.script.slice(0, 3)}
            </span>
          </span>
        )
      case 'piled':
        return (
          <span className="player-text-code" title={t('piled', { n: piece.count })}>
            +{piece.count}
          </span>
        )
    }
  }
  return piece.isMarked ? <mark>{inside()}</mark> : inside()
}

import type { ReactNode } from 'react'
import type { Care } from '../../review/protection/protection.ts'
import { Button } from '../kit/button.tsx'
import { useWords } from '../words/words.ts'
import type { Reveal } from './use-reveal.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly care: Care
  readonly reveal: Reveal
  readonly children: ReactNode
}

/** What somebody else wrote, as far as the reviewer wants to see it: blurred and grey, or not there at all. */
export function Covered({ care, reveal, children }: Given): ReactNode {
  const t = useWords(WORDS)
  if (reveal.isShown) return <div className="review-shown">{children}</div>
  if (care.summary && !reveal.wasShown) return <p className="review-covered">{t('covered')}</p>
  // Neither read out nor copied while it is covered.
  return (
    <div
      className={`review-blur review-blur-${care.blur}${care.grey ? ' review-grey' : ''}`}
      aria-hidden
      inert
    >
      {children}
    </div>
  )
}

/** Reveals by mouse, by touch and for whoever reads the page aloud. */
export function RevealButton({ reveal }: { readonly reveal: Reveal }): ReactNode {
  const t = useWords(WORDS)
  if (!reveal.isGuarded) return null
  if (reveal.mode === 'toggle')
    return (
      <Button keyName=" " onPress={() => reveal.show(!reveal.isShown)} aria-pressed={reveal.isShown}>
        {t(reveal.isShown ? 'hide' : 'revealToggle')}
      </Button>
    )
  return (
    <Button
      keyName=" "
      className="review-hold"
      aria-pressed={reveal.isShown}
      onPressStart={() => reveal.show(true)}
      onPressEnd={() => reveal.show(false)}
    >
      {t('revealHold')}
    </Button>
  )
}

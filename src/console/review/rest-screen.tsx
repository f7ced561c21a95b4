import { type ReactNode, useEffect, useState } from 'react'
import type { Rest } from '../../api/contract/protection.ts'
import { A } from '../kit/a.tsx'
import { Button } from '../kit/button.tsx'
import { fromNow } from '../kit/time.tsx'
import { paths } from '../paths.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** In the place of a job when somebody has seen enough for now, or a break is called for. */
export function RestScreen({
  rest,
  onAgain,
}: {
  readonly rest: Rest
  readonly onAgain: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const [nowMs, setNow] = useState(() => Date.now())
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(ticking)
  }, [])
  const severity = rest.severity ?? ''
  return (
    <section className="panel review-rest-screen" aria-live="polite">
      <h2>{rest.why === 'break' ? t('breakTitle') : t('restTitle', { severity })}</h2>
      <p>
        {rest.why === 'break' ? t('breakWhy') : t(rest.why === 'hour' ? 'restHour' : 'restDay', { severity })}
      </p>
      <p>{t('goesOn', { when: fromNow(Date.parse(rest.until) - nowMs, language) })}</p>
      <div className="page-acts">
        <Button onPress={onAgain}>{t('lookAgain')}</Button>
        <A to={paths.protection()}>{t('toProtection')}</A>
      </div>
    </section>
  )
}

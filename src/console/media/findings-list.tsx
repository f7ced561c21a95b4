import type { ReactNode } from 'react'
import { Badge, type Tone } from '../kit/badge.tsx'
import { useWords } from '../words/words.ts'
import { FindingText } from './finding-text.tsx'
import type { FoundFinding } from './findings-of.ts'
import { WORDS } from './words.ts'

const TONES: Readonly<Record<FoundFinding['severity'], Tone>> = {
  error: 'danger',
  warning: 'warn',
  note: 'plain',
}

/** What was found in the file itself and for the slots it was held against. */
export function FindingsList({ findings }: { readonly findings: readonly FoundFinding[] }): ReactNode {
  const t = useWords(WORDS)
  if (findings.length === 0) return <p className="empty">{t('noFindings')}</p>
  return (
    <ul className="media-findings">
      {findings.map(({ code, severity, at, says, slots }) => (
        <li key={`${code} ${severity} ${at} ${says}`}>
          <Badge tone={TONES[severity]}>{t(severity)}</Badge> <FindingText code={code} says={says} />{' '}
          <code>{at}</code>
          {slots.length > 0 && <span className="media-slots"> {slots.join(', ')}</span>}
        </li>
      ))}
    </ul>
  )
}

import type { ReactNode } from 'react'
import type { MediaFinding } from '../../api/contract/media.ts'
import { Badge, type Tone } from '../kit/badge.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const TONES: Readonly<Record<MediaFinding['severity'], Tone>> = {
  error: 'danger',
  warning: 'warn',
  note: 'plain',
}
const ORDER = ['error', 'warning', 'note'] as const

/** What was found in the file itself, the gravest first. */
export function FindingsList({ findings }: { readonly findings: readonly MediaFinding[] }): ReactNode {
  const t = useWords(WORDS)
  if (findings.length === 0) return <p className="empty">{t('noFindings')}</p>
  const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
  return (
    <ul className="media-findings">
      {sorted.map(({ code, severity, at, says }) => (
        <li key={`${code} ${at} ${says}`}>
          <Badge tone={TONES[severity]}>{t(severity)}</Badge> {says} <code>{at}</code>
        </li>
      ))}
    </ul>
  )
}

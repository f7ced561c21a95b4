import type { ReactNode } from 'react'
import type { Severity } from '../../core/severity.ts'
import type { Verdict } from '../../core/verdict.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

export type Tone = 'plain' | 'good' | 'warn' | 'danger' | 'accent'

/** A word that stands out; the tone only underlines what the word says. */
export function Badge({
  tone = 'plain',
  children,
}: {
  readonly tone?: Tone
  readonly children: ReactNode
}): ReactNode {
  return <span className={`badge badge-${tone}`}>{children}</span>
}

const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  allow: 'good',
  nudge: 'accent',
  mask: 'warn',
  hold: 'warn',
  block: 'danger',
}

export function VerdictBadge({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const t = useWords(WORDS)
  return <Badge tone={VERDICT_TONES[verdict]}>{t(verdict)}</Badge>
}

const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  S0: 'danger',
  S1: 'danger',
  S2: 'warn',
  S3: 'accent',
  S4: 'plain',
}

export function SeverityBadge({ severity }: { readonly severity: Severity }): ReactNode {
  return <Badge tone={SEVERITY_TONES[severity]}>{severity}</Badge>
}

import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { A } from '../kit/a.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

type Source = Reply<'findLabels'>['labels'][number]['sources'][number]['source']

/** Who says that a label is there, and why. */
export function SourceText({ source }: { readonly source: Source }): ReactNode {
  const t = useWords(WORDS)
  if (source.kind === 'rule')
    return (
      <>
        {t('source_rule', { rule: source.rule })}{' '}
        <A to={paths.decision(source.decision)}>{source.decision.slice(-8)}</A>
      </>
    )
  return <PlayerText text={t(`source_${source.kind}`, { by: source.by, reason: source.reason })} inline />
}

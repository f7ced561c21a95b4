import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { Said } from '../kit/said.tsx'

const SIGNS = { added: '+', removed: '−', changed: '~' } as const

/** What a change comes to, part by part, as `haechi plan` says it. */
export function ChangeList({
  changes,
}: {
  readonly changes: NonNullable<Reply<'editRules'>['difference']>
}): ReactNode {
  return (
    <ul className="rules-sentences">
      {changes.map(({ part, name, kind, sentence }) => (
        <li key={`${part} ${name}`}>
          <span aria-hidden>{SIGNS[kind]} </span>
          <Said text={sentence} />
        </li>
      ))}
    </ul>
  )
}

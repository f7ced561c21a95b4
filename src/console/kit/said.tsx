import type { ReactNode } from 'react'
import { Revealed } from './player-text.tsx'

/** A few words that somebody wrote, such as a name or a reason, among words of ours: what cannot be seen in them is shown. */
export function Said({ text }: { readonly text: string }): ReactNode {
  return (
    <bdi className="said">
      <Revealed text={text} />
    </bdi>
  )
}

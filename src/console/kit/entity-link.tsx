import type { ReactNode } from 'react'
import { PlayerText } from './player-text.tsx'

/** An entity, as `account:u1`. Its id is a player's own: it is shown as text, and stands in no address. */
export function EntityLink({ entity }: { readonly entity: string }): ReactNode {
  return (
    <span className="entity">
      <PlayerText text={entity} inline />
    </span>
  )
}

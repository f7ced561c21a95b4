import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { ask } from '../api/ask.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { Revealed } from './player-text.tsx'

/**
 * An entity, as `account:u1`, that opens its page. Its id is a player's own: it is shown as text, and stands in no
 * address; the service is asked for an id that may.
 */
export function EntityLink({ entity }: { readonly entity: string }): ReactNode {
  const navigate = useNavigate()
  const { may } = useSession()
  const [isOpening, setOpening] = useState(false)
  const shown = (
    <bdi className="entity">
      <Revealed text={entity} />
    </bdi>
  )
  if (!may('read')) return shown
  async function open(): Promise<void> {
    setOpening(true)
    try {
      const { ref } = await ask('makeEntityRef', { body: { entity } })
      await navigate({ to: paths.entity(ref) })
    } catch {
      // Whoever is bound to some worlds may not look at entities of all: then it stays a name.
    } finally {
      setOpening(false)
    }
  }
  return (
    <button type="button" className="entity-open" aria-busy={isOpening} onClick={() => void open()}>
      {shown}
    </button>
  )
}

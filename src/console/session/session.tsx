import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import type { Capability } from '../../access/capability.ts'
import { ask, type Reply } from '../api/ask.ts'
import type { AskError } from '../api/ask-error.ts'
import { keepCsrfToken } from '../api/csrf.ts'

/** Who has signed in, and what they may do. */
export interface Session extends Pick<Reply<'session'>, 'user' | 'via' | 'expiresAt' | 'mustEnrol'> {
  may(capability: Capability): boolean
  /** Asks anew who is signed in. */
  refresh(): Promise<void>
}

const Context = createContext<Session | undefined>(undefined)

/** The session that the pages are shown in. */
export function useSession(): Session {
  const session = useContext(Context)
  if (session === undefined) throw new Error('no session here: the page stands outside of the shell')
  return session
}

export async function readSession(signal?: AbortSignal): Promise<Reply<'session'>> {
  const session = await ask('session', {}, signal)
  keepCsrfToken(session.csrf)
  return session
}

/** Shows what is inside to whoever has signed in; `otherwise` is shown to the rest. */
export function WithSession(props: {
  readonly children: ReactNode
  readonly waiting: ReactNode
  readonly otherwise: (fault: AskError) => ReactNode
}): ReactNode {
  const queries = useQueryClient()
  const { data, error } = useQuery<Reply<'session'>, AskError>({
    queryKey: ['session'],
    queryFn: ({ signal }) => readSession(signal),
    staleTime: 60_000,
    retry: false,
  })
  if (error !== null && (data === undefined || error.kind === 'unauthenticated'))
    return props.otherwise(error)
  if (data === undefined) return props.waiting
  const capabilities = new Set<Capability>(data.capabilities)
  const session: Session = {
    user: data.user,
    via: data.via,
    expiresAt: data.expiresAt,
    mustEnrol: data.mustEnrol,
    may: (capability) => capabilities.has(capability),
    refresh: () => queries.invalidateQueries({ queryKey: ['session'] }),
  }
  return <Context value={session}>{props.children}</Context>
}

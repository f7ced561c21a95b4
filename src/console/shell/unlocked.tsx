import { lazy, type ReactNode } from 'react'
import { useSession } from '../session/session.tsx'

const MustEnrol = lazy(async () => ({ default: (await import('../account/must-enrol.tsx')).MustEnrol }))

/** Shows a page to whoever may use it already: where the role asks for a second factor, that is set up first. */
export function Unlocked({ children }: { readonly children: ReactNode }): ReactNode {
  return useSession().mustEnrol ? <MustEnrol /> : children
}

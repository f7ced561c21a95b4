import type { Actor } from '../../enforcement/may-reverse.ts'
import { useSession } from '../session/session.tsx'

/** Whoever has signed in, as what may be done is decided for: see src/enforcement. */
export function useActor(): Actor {
  const { user, may } = useSession()
  return { may, worlds: user.worlds === null ? null : new Set(user.worlds) }
}

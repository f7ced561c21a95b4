import type { Giver } from '../../access/beyond.ts'
import type { Session } from '../session/session.tsx'

/** Whoever has signed in, as somebody who gives: what they may give is decided by the same code as on the server. */
export function giverOf({ user, may }: Session): Giver {
  const worlds = user.worlds && new Set(user.worlds)
  const { id, name, role, skills } = user
  return { worlds, person: { id, name, role, worlds, skills }, may }
}

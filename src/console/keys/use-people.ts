import { useMemo } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { plainText } from '../kit/plain-text.ts'
import { useSession } from '../session/session.tsx'

/** Names of people by their ids, for whoever may see people; for the rest there are none. */
export function usePeople(): ReadonlyMap<string, string> {
  const isSeen = useSession().may('user.manage')
  const { data } = useAsk('listUsers', {}, { enabled: isSeen, freshMs: 30_000 })
  return useMemo(() => new Map((data?.users ?? []).map(({ id, name }) => [id, plainText(name)])), [data])
}

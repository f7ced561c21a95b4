import { useAsk } from '../api/use-ask.ts'

/** Whether nothing was ever decided here; undefined: not known yet. Whoever may not read is told that something was. */
export function useIsEmpty(mayRead: boolean): boolean | undefined {
  const { data, error } = useAsk(
    'overview',
    { body: { last: '1h', top: 1 } },
    { enabled: mayRead, freshMs: 10_000 },
  )
  if (!mayRead || error !== null) return false
  return data === undefined ? undefined : data.since === null
}

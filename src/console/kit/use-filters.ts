import { useNavigate, useSearch } from '@tanstack/react-router'

/** Only words of ours stand in an address: names of states, queues, policies, numbers. */
const OURS = /^[\w.@-]{1,64}$/

/** Filters that stand in the address, so that it can be shared and reopened. An empty value is no filter. */
export function useFilters<Name extends string>(
  names: readonly Name[],
): [Readonly<Record<Name, string>>, (change: Partial<Record<Name, string>>) => void] {
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const read = (name: Name) => {
    const value = search[name]
    return (typeof value === 'string' || typeof value === 'number') && OURS.test(String(value))
      ? String(value)
      : ''
  }
  const values = Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, string>
  return [
    values,
    (change) => {
      const next: Record<string, string> = {}
      for (const [name, value] of Object.entries<string | undefined>({ ...values, ...change }))
        if (value !== undefined && OURS.test(value)) next[name] = value
      void navigate({ to: '.', search: next, replace: true })
    },
  ]
}

import { useParams } from '@tanstack/react-router'

/** A part of the address, as `:id` in the route; empty when it has none. */
export function useParam(name: string): string {
  return (useParams({ strict: false }) as Readonly<Record<string, string | undefined>>)[name] ?? ''
}

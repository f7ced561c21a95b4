import { useState } from 'react'
import type { Draft } from './draft.ts'

/** A rule is its author's own text, and may wait in the tab; it leaves no trace when the tab is closed. */
export function useDraft(
  name: string,
  start: Draft,
): [draft: Draft, set: (draft: Draft) => void, discard: () => void, isKept: boolean] {
  const key = `haechi-draft ${name}`
  const [kept, setKept] = useState<Draft | undefined>(() => read(key))
  return [
    kept ?? start,
    (draft) => {
      sessionStorage.setItem(key, JSON.stringify(draft))
      setKept(draft)
    },
    () => {
      sessionStorage.removeItem(key)
      setKept(undefined)
    },
    kept !== undefined,
  ]
}

function read(key: string): Draft | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(key) ?? 'null') as Draft | null) ?? undefined
  } catch {
    return undefined
  }
}

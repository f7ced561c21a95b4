import { isDeepStrictEqual } from 'node:util'
import type { Difference } from '../diff/change.ts'

type Spec = Readonly<Record<string, unknown>>

/** Which keys of a rule, or a policy, two versions of its file disagree on; undefined: it is not there. */
export function specDifference(before: Spec | undefined, after: Spec | undefined): Difference[] {
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...keys].flatMap((what) =>
    isDeepStrictEqual(before?.[what], after?.[what])
      ? []
      : [{ what, before: textOf(before?.[what]), after: textOf(after?.[what]) }],
  )
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value)
}

import { lazy, type ReactNode, Suspense } from 'react'
import type { DiffProps } from './diff-props.ts'

const TextDiff = lazy(async () => ({ default: (await import('./text-diff.tsx')).TextDiff }))

/** What changed between two texts, line by line. */
export function Diff(props: DiffProps): ReactNode {
  return (
    <Suspense fallback={<pre>{props.after}</pre>}>
      <TextDiff {...props} />
    </Suspense>
  )
}

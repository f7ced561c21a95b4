import { lazy, type ReactNode, Suspense } from 'react'

const TextDiff = lazy(async () => ({ default: (await import('./text-diff.tsx')).TextDiff }))

export interface DiffProps {
  readonly label: string
  readonly before: string
  readonly after: string
  readonly language?: 'yaml' | 'cel' | 'text'
}

/** What changed between two texts, line by line. */
export function Diff(props: DiffProps): ReactNode {
  return (
    <Suspense fallback={<pre>{props.after}</pre>}>
      <TextDiff {...props} />
    </Suspense>
  )
}

import { lazy, type ReactNode, Suspense } from 'react'
import type { EditorProps } from './editor-props.ts'

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }))

/** Text with colours, completion and mistakes as one types. */
export function Editor(props: EditorProps): ReactNode {
  return (
    <Suspense fallback={<pre className="editor-waiting">{props.value}</pre>}>
      <CodeEditor {...props} />
    </Suspense>
  )
}

import { yaml } from '@codemirror/lang-yaml'
import { syntaxHighlighting } from '@codemirror/language'
import { unifiedMergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { type ReactNode, useEffect, useRef } from 'react'
import { CEL } from './cel-language.ts'
import type { DiffProps } from './diff-props.ts'
import { EDITOR_HIGHLIGHT, EDITOR_THEME } from './editor-theme.ts'

export function TextDiff({ label, before, after, language = 'text' }: DiffProps): ReactNode {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const root = host.current!.shadowRoot ?? host.current!.attachShadow({ mode: 'open' })
    const view = new EditorView({
      root,
      parent: root as unknown as Element,
      state: EditorState.create({
        doc: after,
        extensions: [
          EDITOR_THEME,
          EDITOR_HIGHLIGHT.map((style) => syntaxHighlighting(style)),
          EditorView.lineWrapping,
          EditorView.editable.of(false),
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          language === 'yaml' ? yaml() : language === 'cel' ? CEL : [],
          unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: { margin: 3 } }),
        ],
      }),
    })
    return () => view.destroy()
  }, [label, before, after, language])
  return <div ref={host} className="editor" />
}

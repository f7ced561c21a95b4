import { autocompletion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { linter, lintKeymap } from '@codemirror/lint'
import { Compartment, EditorState, Prec } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { type ReactNode, useEffect, useRef } from 'react'
import { CEL } from './cel-language.ts'
import type { EditorProps } from './editor-props.ts'
import { EDITOR_HIGHLIGHT, EDITOR_THEME } from './editor-theme.ts'

/** How long after the last key the text is looked at, in ms. */
const LOOK_MS = 250

/** CodeMirror, in a shadow root: there its styles need no style element, which the CSP forbids. */
export function CodeEditor(props: EditorProps): ReactNode {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const latest = useRef(props)
  latest.current = props
  const { label, value, language, isReadOnly = false, lines = 1 } = props

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor lives as long as its place; the rest is read when needed
  useEffect(() => {
    const root = host.current!.shadowRoot ?? host.current!.attachShadow({ mode: 'open' })
    const stop = { current: new AbortController() }
    const made = new EditorView({
      root,
      parent: root as unknown as Element,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          history(),
          bracketMatching(),
          EDITOR_THEME,
          EDITOR_HIGHLIGHT.map((style) => syntaxHighlighting(style)),
          EditorView.lineWrapping,
          language === 'cel' ? CEL : language === 'yaml' ? yaml() : [],
          EditorView.contentAttributes.of({
            ...{ 'aria-label': label, spellcheck: 'false' },
            // What cannot be edited takes no focus by itself, and could not be scrolled by keys.
            ...(isReadOnly ? { tabindex: '0' } : {}),
          }),
          EditorView.editorAttributes.of({ class: `lines-${Math.min(20, lines)}` }),
          new Compartment().of(EditorState.readOnly.of(isReadOnly)),
          EditorView.editable.of(!isReadOnly),
          Prec.highest(
            keymap.of([
              {
                key: 'Enter',
                run: () => {
                  if (latest.current.onSubmit === undefined) return false
                  latest.current.onSubmit()
                  return true
                },
              },
              {
                key: 'Mod-Enter',
                run: () => {
                  latest.current.onSubmit?.()
                  return latest.current.onSubmit !== undefined
                },
              },
            ]),
          ),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
          autocompletion({ override: [complete], icons: false }),
          linter(check, { delay: LOOK_MS }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange?.(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = made
    return () => {
      stop.current.abort()
      made.destroy()
    }

    function complete(context: CompletionContext) {
      const word = context.matchBefore(/[\w.@-]*/)
      if (word === null || (word.from === word.to && !context.explicit)) return null
      const before = context.state.sliceDoc(0, word.from)
      const options = latest.current.complete?.(before, word.text) ?? []
      return {
        from: word.from,
        options: options.map(({ label, kind, detail, info, insert }) => ({
          label,
          type: kind,
          ...(detail === undefined ? {} : { detail }),
          ...(info === undefined ? {} : { info: () => document.createTextNode(info).cloneNode() }),
          ...(insert === undefined ? {} : { apply: insert }),
        })),
      }
    }

    async function check(editor: EditorView) {
      stop.current.abort()
      stop.current = new AbortController()
      const { signal } = stop.current
      const text = editor.state.doc.toString()
      const found = text.trim() === '' ? [] : await latest.current.check?.(text, signal).catch(() => [])
      if (signal.aborted) return []
      return (found ?? []).map(({ from, to, severity, message }) => ({
        from: Math.min(from, text.length),
        to: Math.min(Math.max(to, from), text.length),
        severity,
        message,
      }))
    }
  }, [language, isReadOnly])

  useEffect(() => {
    const editor = view.current
    if (editor !== undefined && editor.state.doc.toString() !== value)
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [value])

  return <div ref={host} className="editor" />
}

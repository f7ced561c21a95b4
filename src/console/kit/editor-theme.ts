import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The design's colours; custom properties reach into the shadow root. */
export const EDITOR_THEME = EditorView.theme({
  '&': {
    background: 'var(--panel)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    fontSize: '13px',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', maxHeight: '60vh', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '6px 4px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': {
    background: 'var(--accent-soft)',
  },
  '.cm-gutters': { background: 'var(--paper)', color: 'var(--soft)', border: '0' },
  '.cm-tooltip': {
    background: 'var(--raised)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
  },
  '.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--accent)',
    color: 'var(--accent-ink)',
  },
  '.cm-completionDetail': { color: 'inherit', fontStyle: 'normal', marginLeft: '12px' },
  '.cm-diagnostic': { padding: '4px 8px' },
  '.cm-changedLine, .cm-inlineChangedLine': { background: 'var(--good-soft)' },
  '.cm-deletedChunk': { background: 'var(--danger-soft)' },
  '.cm-changedText': { background: 'transparent', borderBottom: '2px solid var(--good)' },
  '.cm-deletedText': { background: 'transparent', borderBottom: '2px solid var(--danger)' },
  ...Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [
      `&.lines-${index + 1} .cm-content`,
      { minHeight: `${(index + 1) * 21 + 12}px` },
    ]),
  ),
})

export const EDITOR_HIGHLIGHT = [
  HighlightStyle.define([
    { tag: tags.string, color: 'var(--good)' },
    { tag: [tags.number, tags.atom, tags.bool], color: 'var(--series-5)' },
    { tag: [tags.keyword, tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
    { tag: tags.comment, color: 'var(--soft)', fontStyle: 'italic' },
    { tag: tags.operator, color: 'var(--warn)' },
  ]),
]

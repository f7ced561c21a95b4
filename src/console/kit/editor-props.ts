/** Something that may stand where the cursor is. */
export interface Completion {
  readonly label: string
  readonly kind: 'feature' | 'signal' | 'counter' | 'label' | 'function' | 'constant' | 'word'
  /** Its type or signature. */
  readonly detail?: string
  readonly info?: string
  /** What is put in, when it is not the label. */
  readonly insert?: string
}

/** What is wrong with a part of the text; positions in UTF-16 units. */
export interface EditorMistake {
  readonly from: number
  readonly to: number
  readonly severity: 'error' | 'warning'
  readonly message: string
}

export interface EditorProps {
  readonly label: string
  readonly value: string
  readonly onChange?: (value: string) => void
  readonly language: 'cel' | 'yaml' | 'text'
  /** What may stand behind the text before the cursor; `word` is what was begun. */
  readonly complete?: (before: string, word: string) => readonly Completion[]
  /** Looks at the text while one types; asked again a moment after each change. */
  readonly check?: (text: string, signal: AbortSignal) => Promise<readonly EditorMistake[]>
  readonly isReadOnly?: boolean
  /** Enter sends instead of making a line. */
  readonly onSubmit?: () => void
  /** Lines high at least. */
  readonly lines?: number
}

/** A stretch of a pack file. Lines and columns count from 1; columns count UTF-16 units. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine?: number
  readonly endColumn?: number
}

/** One thing that is wrong with a pack, said as: what, where, and the way out. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning'
  /** Stable kebab-case name of the kind of mistake, such as `unknown-name` or `type-mismatch`. */
  readonly code: string
  readonly message: string
  readonly place: Place
  /** What to do about it: `did you mean "text"?` */
  readonly wayOut?: string
  /** Short remark under the place itself: `no < for int and string`. */
  readonly label?: string
  /** Other places that matter, such as where a name was declared. */
  readonly related?: readonly { readonly message: string; readonly place: Place }[]
}

/** `file:line:column: what; the way out`, on one line. */
export function oneLine({ place, severity, message, wayOut }: Diagnostic): string {
  const word = severity === 'warning' ? 'warning: ' : ''
  return `${place.file}:${place.line}:${place.column}: ${word}${message}${wayOut ? `; ${wayOut}` : ''}`
}

/** The order in which diagnostics are told: by file, then from top to bottom. */
export function byPlace(a: Pick<Diagnostic, 'place'>, b: Pick<Diagnostic, 'place'>): number {
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1
  return a.place.line - b.place.line || a.place.column - b.place.column
}

import type { Severity } from '../../core/severity.ts'

/** What is told of a job before its content is seen. Of a blind job, what lies behind it is not among it. */
export interface JobFacts {
  readonly severity: Severity
  /** Type of the event; null: it is about an entity alone. */
  readonly type: string | null
  /** What the pack says that events of the type are. */
  readonly typeDescription: string | null
  /** Code of the content's language; null: nobody can tell. */
  readonly language: string | null
  /** The text that is judged; null: there is none, or it is not shown. */
  readonly text: string | null
  readonly policyTitle: Readonly<Record<string, string>>
  readonly policy: string
  /** Null: it is not told, or no rule fired. */
  readonly behind: {
    readonly verdict: string
    readonly rules: readonly { readonly rule: string; readonly description: string | null }[]
    /** How many places in the text are marked. */
    readonly spans: number
    readonly reports: number
  } | null
}

/** What a text is like, without what it says. */
export interface TextShape {
  /** In characters as people count them. */
  readonly characters: number
  readonly lines: number
  readonly links: number
  /** Characters that show nothing by themselves. */
  readonly invisible: number
}

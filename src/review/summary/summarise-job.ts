import type { Severity } from '../../core/severity.ts'
import { SUMMARY_WORDS, type SummaryLanguage } from './summary-words.ts'

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

/**
 * Says in a few sentences what a job is about, so that nobody need look at the content to know what awaits them. Made
 * from what is known, not by a model; it quotes nothing of the content.
 */
export function summariseJob(facts: JobFacts, language: SummaryLanguage): string[] {
  const words = SUMMARY_WORDS[language]
  const { text, behind, severity, policy } = facts
  const title = facts.policyTitle[language] ?? Object.values(facts.policyTitle)[0] ?? policy
  const length = text === null ? null : shape(text)
  return [
    words.asked(title, severity),
    length === null
      ? words.nothing(facts.type, facts.typeDescription)
      : words.content({ ...facts, ...length }),
    ...(length === null || length.links + length.invisible === 0
      ? []
      : [words.holds(length.links, length.invisible)]),
    ...(behind === null || behind.rules.length === 0 ? [] : [words.fired(behind.rules, behind.verdict)]),
    ...(behind === null || behind.spans === 0 ? [] : [words.spans(behind.spans)]),
    ...(behind === null || behind.reports === 0 ? [] : [words.reports(behind.reports)]),
  ]
}

export interface TextShape {
  /** In characters as people count them. */
  readonly characters: number
  readonly lines: number
  readonly links: number
  /** Characters that show nothing by themselves. */
  readonly invisible: number
}

const LINK = /\b(?:https?:\/\/|www\.)\S+/giu
const INVISIBLE = /[\p{Cf}\u115F\u1160\u3164\uFFA0\u2800]/gu
const SEGMENTED_AT_MOST = 20_000

function shape(text: string): TextShape {
  return {
    characters: text.length > SEGMENTED_AT_MOST ? text.length : graphemes(text),
    lines: text.split('\n').length,
    links: text.match(LINK)?.length ?? 0,
    invisible: text.replaceAll(/\p{Emoji}\u200D/gu, '').match(INVISIBLE)?.length ?? 0,
  }
}

let segmenter: Intl.Segmenter | undefined
function graphemes(text: string): number {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  let count = 0
  for (const _ of segmenter.segment(text)) count++
  return count
}

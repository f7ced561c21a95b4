import type { JobFacts, TextShape } from './job-facts.ts'
import { SUMMARY_WORDS, type SummaryLanguage } from './summary-words.ts'

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

import type { Severity } from '../../core/severity.ts'
import type { JobFacts, TextShape } from './job-facts.ts'

export type SummaryLanguage = 'en' | 'ko'

/** The sentences of a summary in one language. */
export interface SummaryWords {
  asked(policy: string, severity: Severity): string
  content(facts: Pick<JobFacts, 'type' | 'typeDescription' | 'language'> & TextShape): string
  nothing(type: string | null, description: string | null): string
  holds(links: number, invisible: number): string
  fired(rules: NonNullable<JobFacts['behind']>['rules'], verdict: string): string
  spans(count: number): string
  reports(count: number): string
}

const GRAVITY: Readonly<Record<SummaryLanguage, Readonly<Record<Severity, string>>>> = {
  en: { S0: 'the gravest', S1: 'very grave', S2: 'grave', S3: 'moderate', S4: 'slight' },
  ko: { S0: '가장 심각', S1: '매우 심각', S2: '심각', S3: '보통', S4: '경미' },
}
const VERDICTS: Readonly<Record<SummaryLanguage, Readonly<Record<string, string>>>> = {
  en: { allow: 'allowed', nudge: 'nudged', mask: 'masked', hold: 'held back', block: 'blocked' },
  ko: { allow: '허용', nudge: '주의 안내', mask: '가림', hold: '보류', block: '차단' },
}

export const SUMMARY_WORDS: Readonly<Record<SummaryLanguage, SummaryWords>> = {
  en: {
    asked: (policy, severity) =>
      `The policy asked about: ${policy}; severity ${severity}, ${GRAVITY.en[severity]}.`,
    content({ type, typeDescription, language, characters, lines }) {
      const tongue = language === null ? '' : ` in ${languageName('en', language)}`
      const long = `${counted(characters, 'character')}${lines > 1 ? ` on ${lines} lines` : ''}`
      return `A text${tongue} of ${long}: ${typeDescription ?? type ?? 'content'}.`
    },
    nothing: (type, description) =>
      type === null ? 'It is about an entity as a whole.' : `${description ?? type}; no text is shown.`,
    holds: (links, invisible) =>
      `It holds ${[
        ...(links > 0 ? [counted(links, 'link')] : []),
        ...(invisible > 0 ? [counted(invisible, 'invisible character')] : []),
      ].join(' and ')}.`,
    fired: (rules, verdict) =>
      `It was ${VERDICTS.en[verdict] ?? verdict} by ${rules.map(({ rule, description }) => (description === null ? rule : `${rule} (${description.replace(/\.$/, '')})`)).join(', ')}.`,
    spans: (count) => `${counted(count, 'place')} in it ${count === 1 ? 'is' : 'are'} marked.`,
    reports: (count) => `${counted(count, 'report')} from players.`,
  },
  ko: {
    asked: (policy, severity) => `확인할 정책: ${policy}, 심각도 ${severity}(${GRAVITY.ko[severity]}).`,
    content({ type, typeDescription, language, characters, lines }) {
      const tongue = language === null ? '' : `${languageName('ko', language)} `
      return `${tongue}텍스트 ${characters.toLocaleString('ko')}자${lines > 1 ? `, ${lines}줄` : ''} (${typeDescription ?? type ?? '콘텐츠'}).`
    },
    nothing: (type, description) =>
      type === null ? '개체 전체에 대한 작업입니다.' : `${description ?? type}: 표시할 텍스트가 없습니다.`,
    holds: (links, invisible) =>
      `${[
        ...(links > 0 ? [`링크 ${links}개`] : []),
        ...(invisible > 0 ? [`보이지 않는 문자 ${invisible}개`] : []),
      ].join(', ')}가 들어 있습니다.`,
    fired: (rules, verdict) =>
      `규칙 ${rules.map(({ rule, description }) => (description === null ? rule : `${rule}(${description.replace(/\.$/, '')})`)).join(', ')}에 해당하여 ${VERDICTS.ko[verdict] ?? verdict} 처리되었습니다.`,
    spans: (count) => `텍스트에 표시된 부분이 ${count}곳 있습니다.`,
    reports: (count) => `이용자 신고 ${count}건이 있습니다.`,
  },
}

function counted(count: number, word: string): string {
  return `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`
}

/** The language's own name where the platform knows it, else its code. */
function languageName(language: SummaryLanguage, code: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

import type { Spans } from './ports.ts'

/** What a statement says, before it is put into words. Times in ms since the epoch. */
export interface StatementSays {
  /** What was done, in the player's words. */
  readonly measure: string
  readonly fromMs: number
  readonly untilMs: number | undefined
  /** What was done has an end of its own to speak of: a masked message has none. */
  readonly hasTerm: boolean
  readonly policyTitle: string
  /** `id@version` */
  readonly policy: string
  /** What the policy tells players who broke it. */
  readonly notice: string
  readonly isByThreshold: boolean
  readonly where:
    | { readonly atMs: number; readonly field: string | undefined; readonly spans: Spans }
    | undefined
  readonly source: 'own-initiative' | 'report'
  readonly automatedDetection: boolean
  readonly automatedDecision: 'fully' | 'partially' | 'not'
  readonly appealUntilMs: number | undefined
}

export interface CorrectionSays {
  /** What was taken back, in the player's words; none: what was said of the content alone. */
  readonly measures: readonly string[]
  readonly policyTitle: string
  readonly byAppeal: boolean
}

/** The sentences of one language. */
export interface StatementWords {
  statement(says: StatementSays): string
  correction(says: CorrectionSays): string
  upheld(says: { readonly policyTitle: string }): string
  verdict(verdict: string): string
}

const pad = (n: number) => String(n).padStart(2, '0')

const en: StatementWords = {
  statement(says) {
    const lines = [`What was done: ${says.measure}.${says.hasTerm ? ` ${termEn(says)}` : ''}`]
    lines.push(`Why: it goes against our policy “${says.policyTitle}” (${says.policy}). ${says.notice}`)
    if (says.isByThreshold)
      lines.push('It was done because several violations have added up; this one was the latest.')
    if (says.where) {
      const { atMs, field, spans } = says.where
      const part = field === undefined ? '' : `, in the field “${field}”`
      const places = spans.map(([from, to]) => `${from + 1} to ${to}`).join(', ')
      lines.push(`Where: what you sent on ${dateEn(atMs)}${part}${places ? `, characters ${places}` : ''}.`)
    }
    lines.push(
      `How it was found: ${says.source === 'report' ? 'it was reported to us' : 'on our own initiative'}${
        says.automatedDetection ? ', by automated means' : ', by a person'
      }. ${AUTOMATED_EN[says.automatedDecision]}`,
    )
    lines.push(
      'On what ground: our terms of use, with which the content or conduct does not agree. It holds everywhere our service is offered.',
    )
    lines.push(
      says.appealUntilMs === undefined
        ? 'You may go to an out-of-court dispute settlement body or to a court.'
        : `If you disagree: you can appeal free of charge until ${dateEn(says.appealUntilMs)}. A person who did not take this decision will look at it again. You may also go to an out-of-court dispute settlement body or to a court.`,
    )
    return lines.join('\n')
  },
  correction({ measures, policyTitle, byAppeal }) {
    const why = byAppeal
      ? 'We looked at it again because you appealed, and you were right'
      : 'We looked at it again'
    const back =
      measures.length === 0
        ? 'What we told you about it no longer holds.'
        : `We have taken back: ${measures.join('; ')}.`
    return `${why}. Our decision under the policy “${policyTitle}” was wrong or no longer stands. ${back} Penalties given for it count no more. We are sorry for the trouble.`
  },
  upheld: ({ policyTitle }) =>
    `You appealed our decision under the policy “${policyTitle}”. A person who did not take it has looked at it again, and it stands. You may also go to an out-of-court dispute settlement body or to a court.`,
  verdict: (verdict) => VERDICT_EN[verdict] ?? 'nothing was restricted; this is for your information',
}

const VERDICT_EN: Readonly<Record<string, string>> = {
  block: 'what you sent was not published',
  mask: 'parts of what you sent were masked',
  hold: 'what you sent waits until it has been looked at',
}

const AUTOMATED_EN = {
  fully: 'The decision was made by automated means alone.',
  partially: 'The decision was made partly by automated means.',
  not: 'The decision was made by a person.',
} as const

function termEn({ fromMs, untilMs }: StatementSays): string {
  const end = untilMs === undefined ? 'until it is taken back' : `until ${dateEn(untilMs)}`
  return `It holds from ${dateEn(fromMs)} ${end}.`
}

function dateEn(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

const ko: StatementWords = {
  statement(says) {
    const lines = [`조치 내용: ${says.measure}.${says.hasTerm ? ` ${termKo(says)}` : ''}`]
    lines.push(`사유: ‘${says.policyTitle}’ 정책(${says.policy})에 어긋납니다. ${says.notice}`)
    if (says.isByThreshold) lines.push('여러 위반이 쌓여 내려진 조치이며, 이번 위반이 가장 최근의 것입니다.')
    if (says.where) {
      const { atMs, field, spans } = says.where
      const part = field === undefined ? '' : `의 ‘${field}’ 항목`
      const places = spans.map(([from, to]) => `${from + 1}~${to}번째 글자`).join(', ')
      lines.push(`위치: ${dateKo(atMs)}에 보내신 내용${part}${places ? `, ${places}` : ''}.`)
    }
    lines.push(
      `발견 경위: ${says.source === 'report' ? '신고를 받아' : '자체 점검으로'} ${
        says.automatedDetection ? '자동화된 수단이' : '사람이'
      } 발견했습니다. ${AUTOMATED_KO[says.automatedDecision]}`,
    )
    lines.push('근거: 이용약관에 맞지 않는 내용 또는 행동입니다. 서비스가 제공되는 모든 지역에 적용됩니다.')
    lines.push(
      says.appealUntilMs === undefined
        ? '법원 밖 분쟁 해결 기구나 법원을 이용하실 수 있습니다.'
        : `이의가 있으시면 ${dateKo(says.appealUntilMs)}까지 무료로 이의 제기를 하실 수 있습니다. 이 결정을 내리지 않은 다른 사람이 다시 살펴봅니다. 법원 밖 분쟁 해결 기구나 법원도 이용하실 수 있습니다.`,
    )
    return lines.join('\n')
  },
  correction({ measures, policyTitle, byAppeal }) {
    const why = byAppeal ? '이의 제기를 받아 다시 살펴본 결과, 말씀이 옳았습니다' : '다시 살펴보았습니다'
    const back =
      measures.length === 0
        ? '앞서 안내드린 내용은 더 이상 유효하지 않습니다.'
        : `다음 조치를 취소했습니다: ${measures.join('; ')}.`
    return `${why}. ‘${policyTitle}’ 정책에 따른 결정은 잘못되었거나 더 이상 유지되지 않습니다. ${back} 그에 따른 벌점도 더 이상 계산되지 않습니다. 불편을 드려 죄송합니다.`
  },
  upheld: ({ policyTitle }) =>
    `‘${policyTitle}’ 정책에 따른 결정에 이의를 제기하셨습니다. 결정을 내리지 않은 다른 사람이 다시 살펴보았으며, 결정은 유지됩니다. 법원 밖 분쟁 해결 기구나 법원도 이용하실 수 있습니다.`,
  verdict: (verdict) => VERDICT_KO[verdict] ?? '제한된 것은 없으며, 안내를 위한 알림입니다',
}

const VERDICT_KO: Readonly<Record<string, string>> = {
  block: '보내신 내용이 게시되지 않았습니다',
  mask: '보내신 내용의 일부를 가렸습니다',
  hold: '보내신 내용은 확인이 끝날 때까지 보류됩니다',
}

const AUTOMATED_KO = {
  fully: '결정은 자동화된 수단만으로 내려졌습니다.',
  partially: '결정의 일부는 자동화된 수단으로 내려졌습니다.',
  not: '결정은 사람이 내렸습니다.',
} as const

function termKo({ fromMs, untilMs }: StatementSays): string {
  const end = untilMs === undefined ? '취소될 때까지' : `${dateKo(untilMs)}까지`
  return `${dateKo(fromMs)}부터 ${end} 적용됩니다.`
}

function dateKo(ms: number): string {
  const date = new Date(ms)
  const day = `${date.getUTCFullYear()}년 ${date.getUTCMonth() + 1}월 ${date.getUTCDate()}일`
  return `${day} ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}(UTC)`
}

/** The languages in which statements can be written, with their sentences. */
export const STATEMENT_WORDS: Readonly<Record<string, StatementWords>> = { en, ko }

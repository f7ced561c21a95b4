import type { Decision, ModelFailure, ModelUse, Reason, SeenPicture, Unknown } from '../core/decision.ts'
import type { Effect } from '../core/effect.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Find } from '../signals/signal.ts'

export type Language = 'en' | 'ko'

/** The sentences of an explanation in one language. */
export interface ExplanationWords {
  happened(decision: Decision): string
  verdict(decision: Decision): string
  reason(reason: Reason, title: string | undefined): string
  /** A label that was asked for and borne. */
  borne(label: NonNullable<Decision['labels']>[number]): string
  effect(effect: Effect): string
  unknown(unknown: Unknown): string
  /** A model that was asked elsewhere, and what it gave. */
  model(name: string, use: ModelUse): string
  /** Where in a file a signal found what its value tells. */
  seen(signal: string, seen: readonly SeenPicture[]): string
  /** Without what stands there: that is content. */
  find(find: Find): string
  shadow(rules: readonly string[]): string
  versions(decision: Decision): string
  missing(causes: readonly string[]): string
  noRuleset(ruleset: string): string
  readonly erased: string
  readonly secret: string
  readonly 'per-item': string
  readonly owner: string
  readonly outcome: Readonly<Record<'fired' | 'shadow' | 'unknown', string>>
}

const VERDICTS: Readonly<Record<Language, Readonly<Record<Verdict, string>>>> = {
  en: {
    allow: 'It was allowed.',
    nudge: 'It was allowed, and the player was asked to think again.',
    mask: 'It was shown with the matched places masked.',
    hold: 'It was held back until somebody has looked at it.',
    block: 'It was blocked.',
  },
  ko: {
    allow: '허용되었습니다.',
    nudge: '허용되었으나, 다시 생각해 보도록 안내했습니다.',
    mask: '걸린 부분을 가린 채 표시되었습니다.',
    hold: '검토가 끝날 때까지 보류되었습니다.',
    block: '차단되었습니다.',
  },
}

export const EXPLANATION_WORDS: Readonly<Record<Language, ExplanationWords>> = {
  en: {
    happened: (one) =>
      `At ${one.time} there was a ${one.type} in ${one.world}${one.actor ? ` by ${one.actor}` : ''}${one.target ? ` to ${one.target}` : ''}.`,
    verdict: (one) =>
      `${VERDICTS.en[one.verdict]} ${one.reasons.length === 0 ? 'No rule fired.' : `${one.reasons.length === 1 ? 'One rule' : `${one.reasons.length} rules`} fired.`}`,
    reason: (one, title) =>
      `${one.rule} fired under ${one.policy}${title ? ` (${title})` : ''}, severity ${one.severity}${one.verdict ? `, and asked for ${one.verdict}` : ''}${sawOf(one, '; it saw ')}.`,
    borne: ({ entity, label }) => `${entity} bore the label ${label} at that time.`,
    effect: (one) => {
      switch (one.kind) {
        case 'label':
          return `The label ${one.label} was put on ${one.target}${one.until ? ` until ${one.until}` : ''} (${one.rule}).`
        case 'unlabel':
          return `The label ${one.label} was taken off ${one.target} (${one.rule}).`
        case 'strike':
          return `${one.target} got a strike of weight ${one.weight} (${one.rule}).`
        case 'job':
          return one.sample === undefined
            ? `A job was put in the queue ${one.queue} (${one.rule}).`
            : `It was drawn by chance for the sample ${one.sample.name}, ${one.sample.probability * 100} % of such decisions, into the queue ${one.queue}.`
        case 'enforcement':
          return `The enforcement ${one.enforcement} was laid on ${one.target}${one.until ? ` until ${one.until}` : ''} (${one.rule}).`
        case 'notice':
          return `${one.target} was sent the notice of ${one.policy} (${one.rule}).`
      }
    },
    unknown: (one) =>
      `${one.rule} could not be decided, because ${one.missing.join(', ') || 'something'} was missing; ${one.took === 'skip' ? 'it was passed over' : `that meant ${one.took}`}.`,
    model: (name, { version, scores, reached, failed }) =>
      failed === undefined
        ? `The model ${name} (${version}) was asked${scores ? ` and gave ${scoresText(scores)}` : ''}${reached ? `, enough to ${reached.join(' and to ').replaceAll('_', ' ')}` : ''}.`
        : `The model ${name} (${version}) gave no score: ${MODEL_FAILURES.en[failed]}.`,
    seen: (signal, seen) => `${signal} saw it in ${picturesText(seen)}.`,
    find: ({ span, bank, disguise }) =>
      `at ${span[0]} to ${span[1]} there is a term of the bank ${bank}${disguise === 'none' ? '' : `, in disguise (${disguise})`}`,
    shadow: (rules) => `Without effect, on trial, also matched: ${rules.join(', ')}.`,
    versions: (one) => `It was judged by ruleset ${one.ruleset} in ${one.latencyMs} ms.`,
    missing: (causes) => `unknown (${causes.join(', ')})`,
    noRuleset: (ruleset) => `Ruleset ${ruleset} is not at hand, so the conditions are not shown.`,
    erased: 'The content was erased when its time was over; what remains is the record.',
    secret: '(not shown: content or personal data)',
    'per-item': '(for each item)',
    owner: 'owner',
    outcome: { fired: 'fired', shadow: 'on trial', unknown: 'undecided' },
  },
  ko: {
    happened: (one) =>
      `${one.time}에 ${one.world}에서 ${one.type} 이벤트가 있었습니다${one.actor ? ` (행위자 ${one.actor}${one.target ? `, 대상 ${one.target}` : ''})` : ''}.`,
    verdict: (one) =>
      `${VERDICTS.ko[one.verdict]} ${one.reasons.length === 0 ? '해당한 규칙은 없습니다.' : `규칙 ${one.reasons.length}개에 해당했습니다.`}`,
    reason: (one, title) =>
      `규칙 ${one.rule}: 정책 ${one.policy}${title ? `(${title})` : ''}, 심각도 ${one.severity}${one.verdict ? `, 요청한 판정 ${one.verdict}` : ''}${sawOf(one, ', 확인한 값 ')}.`,
    borne: ({ entity, label }) => `그때 ${entity}에는 라벨 ${label}이(가) 붙어 있었습니다.`,
    effect: (one) => {
      switch (one.kind) {
        case 'label':
          return `${one.target}에 라벨 ${one.label}을(를) 붙였습니다${one.until ? ` (${one.until}까지)` : ''} (${one.rule}).`
        case 'unlabel':
          return `${one.target}에서 라벨 ${one.label}을(를) 뗐습니다 (${one.rule}).`
        case 'strike':
          return `${one.target}에 벌점 ${one.weight}을(를) 부과했습니다 (${one.rule}).`
        case 'job':
          return one.sample === undefined
            ? `대기열 ${one.queue}에 검토 작업을 넣었습니다 (${one.rule}).`
            : `표본 ${one.sample.name}에 무작위로 뽑혀(해당 판정의 ${one.sample.probability * 100}%) 대기열 ${one.queue}에 넣었습니다.`
        case 'enforcement':
          return `${one.target}에 제재 ${one.enforcement}을(를) 적용했습니다${one.until ? ` (${one.until}까지)` : ''} (${one.rule}).`
        case 'notice':
          return `${one.target}에게 ${one.policy} 안내문을 보냈습니다 (${one.rule}).`
      }
    },
    unknown: (one) =>
      `규칙 ${one.rule}은(는) ${one.missing.join(', ') || '일부 값'}이(가) 없어 판단하지 못했고, ${one.took === 'skip' ? '건너뛰었습니다' : `${one.took}(으)로 처리했습니다`}.`,
    model: (name, { version, scores, reached, failed }) =>
      failed === undefined
        ? `모델 ${name}(${version})에 물었습니다${scores ? `: ${scoresText(scores)}` : ''}${reached ? ` (허용된 권한: ${reached.join(', ')})` : ''}.`
        : `모델 ${name}(${version})의 점수를 얻지 못했습니다: ${MODEL_FAILURES.ko[failed]}.`,
    seen: (signal, seen) => `${signal}이(가) 확인한 그림: ${picturesText(seen)}.`,
    find: ({ span, bank, disguise }) =>
      `${span[0]}~${span[1]}자리에 용어집 ${bank}의 말이 있습니다${disguise === 'none' ? '' : ` (변형 표기: ${disguise})`}`,
    shadow: (rules) => `효력 없이 시험 중인 규칙도 해당했습니다: ${rules.join(', ')}.`,
    versions: (one) => `규칙 모음 ${one.ruleset}이(가) ${one.latencyMs}ms 만에 판단했습니다.`,
    missing: (causes) => `알 수 없음 (${causes.join(', ')})`,
    noRuleset: (ruleset) => `규칙 모음 ${ruleset}을(를) 찾을 수 없어 조건은 표시하지 않습니다.`,
    erased: '보관 기간이 끝나 내용은 지워졌고, 기록만 남아 있습니다.',
    secret: '(표시하지 않음: 내용 또는 개인정보)',
    'per-item': '(항목마다)',
    owner: '담당',
    outcome: { fired: '해당', shadow: '시험 중', unknown: '판단 불가' },
  },
}

const MODEL_FAILURES: Readonly<Record<Language, Readonly<Record<ModelFailure, string>>>> = {
  en: {
    malformed: 'its answer was not in the declared form',
    late: 'it did not answer in time',
    failed: 'it could not be asked, or answered with an error',
    resting: 'it is not asked for a while after failing too often',
    busy: 'too many were waiting for it',
  },
  ko: {
    malformed: '정해진 형식의 답이 아니었습니다',
    late: '제시간에 답하지 않았습니다',
    failed: '물을 수 없었거나 오류로 답했습니다',
    resting: '연이은 실패로 잠시 묻지 않고 있었습니다',
    busy: '대기 중인 요청이 너무 많았습니다',
  },
}

/** The first few pictures, each once, with what is there. */
function picturesText(seen: readonly SeenPicture[]): string {
  const all = new Set(
    seen.map(({ picture, says }) => (says === undefined ? picture : `${picture} (${says})`)),
  )
  const shown = [...all].slice(0, 5).join(', ')
  return all.size > 5 ? `${shown}, …` : shown
}

/** The highest few. */
function scoresText(scores: Readonly<Record<string, number>>): string {
  return Object.entries(scores)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([label, score]) => `${label} ${score}`)
    .join(', ')
}

function sawOf(reason: Reason, before: string): string {
  const saw = Object.entries(reason.saw).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
  return saw.length === 0 ? '' : before + saw.join(', ')
}

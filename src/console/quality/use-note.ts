import { useWords, words } from '../words/words.ts'

const WORDS = words({
  en: {
    alone: 'No job was judged by two people.',
    same: 'Every judgement is the same, so there was nothing to tell apart; see the share that agreed.',
    nothing: 'Nothing was drawn and judged.',
    noFlagged:
      'Nothing was drawn of what these rules flag: draw more of it, with a sample for its verdicts or policies.',
    noPassed:
      'Nothing was drawn of what no rule flags, where what is missed would be: a sample of review.yaml that draws from all decisions is needed.',
    noHarm: 'Nothing that was drawn and judged violates: there is nothing to be a share of.',
    noGolden:
      'These reviewers answered no golden jobs of this family, or none that violate, or none that do not: how often they err is not known.',
    chance: 'On golden jobs these reviewers do no better than chance: what they find says nothing.',
    changed:
      'The samples {{samples}} were not as they are in the live pack when they drew: where they and others may draw the same decisions, the chance of being drawn is that of now.',
    notAll:
      'No sample of review.yaml draws from all decisions: the estimates are of those that some sample may draw, not of the rest.',
    forgotten: '{{n}} drawn decisions are kept no more: they count in totals, and not by verdict or rule.',
    notWhole:
      'There are more judgements in this span than are looked at: only the newest 200,000 count. Choose a shorter time.',
  },
  ko: {
    alone: '두 사람이 함께 검토한 작업이 없습니다.',
    same: '모든 판단이 같아 구분할 것이 없습니다. 일치 비율을 참고하세요.',
    nothing: '뽑아서 검토한 결정이 없습니다.',
    noFlagged: '이 규칙들이 찾아낸 결정 중 뽑힌 것이 없습니다. 해당 판정이나 정책의 표본을 늘리세요.',
    noPassed:
      '규칙이 찾아내지 않은 결정 중 뽑힌 것이 없어 놓친 위반을 알 수 없습니다. review.yaml에 모든 결정에서 뽑는 표본이 필요합니다.',
    noHarm: '뽑아서 검토한 결정 중 위반이 없어 비율을 구할 수 없습니다.',
    noGolden: '검토자가 이 분류의 골든 작업(위반과 정상 모두)에 답한 적이 없어 오류 비율을 알 수 없습니다.',
    chance: '골든 작업 정답률이 우연과 다르지 않아 이 결과로는 알 수 있는 것이 없습니다.',
    changed:
      '표본 {{samples}}의 설정이 뽑을 때와 다릅니다. 다른 표본과 겹치는 결정에는 지금의 추출 확률을 적용했습니다.',
    notAll:
      'review.yaml에 모든 결정에서 뽑는 표본이 없습니다. 추정값은 표본이 뽑을 수 있는 결정에만 해당합니다.',
    forgotten:
      '뽑힌 결정 {{n}}건은 보관 기간이 지났습니다. 전체에는 포함되지만 판정별, 규칙별로는 나누지 않습니다.',
    notWhole: '판단이 너무 많아 최근 200,000건만 집계했습니다. 더 짧은 기간을 선택하세요.',
  },
})

/** What reports say of themselves, by how it begins there. */
const KNOWN = [
  [/^No job was judged/, 'alone'],
  [/^Every judgement is the same/, 'same'],
  [/^Nothing was drawn of what these/, 'noFlagged'],
  [/^Nothing was drawn of what no/, 'noPassed'],
  [/^Nothing was drawn/, 'nothing'],
  [/^Nothing that was drawn/, 'noHarm'],
  [/^These reviewers answered no golden/, 'noGolden'],
  [/^On golden jobs these reviewers/, 'chance'],
  [/^The samples (?<samples>.+) were not as/, 'changed'],
  [/^No sample of review\.yaml/, 'notAll'],
  [/^(?<n>\d+) drawn decisions are kept no more/, 'forgotten'],
  [/^There are more judgements in this span/, 'notWhole'],
] as const

/** Says a note of a report in the language that is spoken; one that is new to the pages is said as it came. */
export function useNote(): (note: string) => string {
  const t = useWords(WORDS)
  return (note) => {
    for (const [pattern, key] of KNOWN) {
      const match = pattern.exec(note)
      if (match !== null) return t(key, match.groups ?? {})
    }
    return note
  }
}

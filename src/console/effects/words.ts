import { words } from '../words/words.ts'

export const WORDS = words({
  en: {
    title: 'Effects put aside',
    about:
      'Effects of decisions that failed again and again by themselves. They were put aside so that the others go on.',
    empty: 'Nothing is put aside: everything that was decided has been carried out.',
    kind: 'Kind of effect',
    fault: 'Fault',
    count: 'How many',
    oldest: 'Oldest',
    retry: 'Try them again',
    retryTitle: 'Try all of them again?',
    retryWhat:
      '{{n, number}} effects go back to be carried out: enforcements, strikes, labels, jobs and notices come into force now, with their messages. What fails again is put aside again.',
    retried: '{{n, number}} effects are carried out again.',
    mayNot: 'Endpoints and effects are told of all worlds, and you are bound to some.',
  },
  ko: {
    title: '보류된 효과',
    about: '거듭 실패한 결정의 효과입니다. 다른 효과가 밀리지 않도록 따로 보류해 두었습니다.',
    empty: '보류된 효과가 없습니다. 결정한 내용이 모두 실행되었습니다.',
    kind: '효과 종류',
    fault: '오류',
    count: '건수',
    oldest: '가장 오래된 것',
    retry: '모두 다시 시도',
    retryTitle: '모두 다시 시도할까요?',
    retryWhat:
      '효과 {{n, number}}건을 다시 실행합니다. 제재, 스트라이크, 라벨, 작업, 통지가 지금 적용되고 메시지도 나갑니다. 다시 실패하면 또 보류됩니다.',
    retried: '효과 {{n, number}}건을 다시 실행합니다.',
    mayNot: '효과는 모든 월드를 다루므로, 일부 월드만 맡은 계정은 볼 수 없습니다.',
  },
})

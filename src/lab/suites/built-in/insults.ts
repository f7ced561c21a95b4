import type { Draft } from './draft.ts'

/** Plain insults of our own words: a model of abusive language that misses most of them has learnt something else. */
export const INSULTS_EN: readonly Draft[] = [
  {
    name: 'insult, to the face',
    violates: true,
    mustPass: false,
    cases: [
      ...['you are such an idiot', 'shut up you moron', 'what a pathetic loser you are', 'you stupid clown'],
      ...['nobody likes you, you piece of trash', 'you are a disgusting pig'],
    ],
  },
  {
    name: 'wish of harm',
    violates: true,
    mustPass: false,
    cases: ['I hope you die in a fire', 'go kill yourself', 'somebody should beat you up'],
  },
  {
    name: 'insult, disguised',
    violates: true,
    mustPass: false,
    cases: ['you are an 1d10t', 'shut up you m.o.r.o.n', 's t u p i d clown', 'you i-d-i-o-t'],
  },
]

export const INSULTS_KO: readonly Draft[] = [
  {
    name: 'insult, to the face',
    violates: true,
    mustPass: false,
    cases: [
      '이 멍청아',
      '닥쳐 이 바보야',
      '진짜 한심한 놈',
      '너 같은 쓰레기는 처음 본다',
      '꺼져 이 돼지야',
      '미친놈아',
    ],
  },
  {
    name: 'wish of harm',
    violates: true,
    mustPass: false,
    cases: ['나가 죽어라', '너는 좀 맞아야 돼', '죽여 버린다 진짜'],
  },
  {
    name: 'insult, disguised',
    violates: true,
    mustPass: false,
    cases: ['이 멍1청아', '닥 쳐 바 보 야', 'ㅁㅓㅇㅊㅓㅇㅇㅣ', '미.친.놈'],
  },
]

import type { Draft } from './draft.ts'

/** The same for Korean; not a translation, but what is written there. */
export const EVERYDAY_KO: readonly Draft[] = [
  {
    name: 'greetings and thanks',
    violates: false,
    mustPass: true,
    cases: [
      ...[
        '다들 안녕하세요',
        '아까 도와줘서 고마워요',
        '수고하셨습니다',
        '내일 학교 끝나고 봐',
        '생일 축하해',
      ],
      ...['좋은 아침이에요', '반가워요 잘 부탁드려요', '밥 먹고 올게'],
    ],
  },
  {
    name: 'play',
    violates: false,
    mustPass: true,
    cases: [
      ...[
        '같이 성 지을 사람 구해요',
        '보스는 북쪽 문에 있어',
        '나무판자 두 개만 더 필요해',
        '파란 문은 어떻게 열어?',
      ],
      ...['내 펫 용이 십 레벨 됐다', '힐 좀 부탁해요', '렉 걸려서 잠시만요', '졌지만 재밌었다'],
    ],
  },
  {
    name: 'strong words about things',
    violates: false,
    mustPass: false,
    cases: [
      ...[
        '이 보스 진짜 죽을 맛이다',
        '방금 점프 미쳤다',
        '오늘 내 조준 완전 엉망이네',
        '이 스테이지 너무 싫어',
      ],
      ...['새 맵 대박이다', '렉 때문에 짜증나', '마지막 보스 박살냈다', '옷 진짜 죽인다'],
    ],
  },
  {
    name: 'identity, kindly',
    violates: false,
    mustPass: false,
    cases: [
      ...['우리 할머니도 이 게임 하셔', '여자도 이 게임 많이 해요', '저는 청각장애인이라 채팅으로 해 주세요'],
      ...['외국인 친구랑 같이 하고 있어', '무슬림 친구가 라마단이래'],
    ],
  },
  {
    name: 'reporting and refusing',
    violates: false,
    mustPass: false,
    cases: [
      ...['욕하지 말아 주세요', '그렇게 말하면 신고할 거예요', '뉴비한테 못되게 굴지 마'],
      ...['아까 누가 나쁜 말 해서 속상해', '누구한테도 그런 말은 하면 안 돼'],
    ],
  },
]

/** An event as short as can be: its type, its content (where it has some), and other features. */
export type Example = readonly [
  type: string,
  content: string | undefined,
  data?: Readonly<Record<string, unknown>>,
]

const NEW = { account_created: '2026-11-23T08:00:00Z' }
const OLD = { account_created: '2024-01-01T00:00:00Z' }
const TO_MINOR = { actor_minor: false, target_minor: true }
const STRANGER = { friends: false }

/** For each rule of the starter pack, events on which it fires: in Korean and in English where it reads words. */
export const FIRES: Readonly<Record<string, readonly Example[]>> = {
  'speech.insult': [
    ['chat.message', '야 이 멍청이야'],
    ['comment.create', 'what an idiot'],
    ['direct.message', 'ㅁㅓㅇㅊㅓㅇㅇㅣ'],
  ],
  'speech.insult-barrage': [
    ['chat.message', '병신 찐따 머저리'],
    ['chat.message', 'idiot moron loser'],
  ],
  'speech.profanity': [
    ['chat.message', '아 씨발 졌다'],
    ['feed.post', 'this fucking lag'],
    ['chat.message', '씌발 졌다'],
    ['chat.message', 'fvck this'],
  ],
  'speech.profanity-evasion': [
    ['chat.message', '씨\u200b발'],
    ['chat.message', 'fu\u200bck this'],
  ],
  'speech.slur': [
    ['chat.message', '짱깨 나가'],
    ['direct.message', 'shut it you faggot'],
  ],
  'speech.dehumanising': [
    ['chat.message', '걔네는 열등한 인종이야'],
    ['feed.post', 'those people are vermin'],
  ],
  'speech.threat': [
    ['direct.message', '내일 학교로 찾아간다'],
    ['chat.message', 'i will kill you'],
  ],
  'speech.threat-in-play': [
    ['chat.message', '이번 게임에서 죽여버린다'],
    ['chat.message', 'i will kill you in the next round'],
  ],
  'speech.extremism': [
    ['chat.message', '히틀러 만세'],
    ['profile.update', 'white power'],
  ],
  'speech.sexual': [
    ['chat.message', '야동 볼 사람'],
    ['comment.create', 'im so horny'],
  ],
  'speech.sexual-to-stranger': [
    ['direct.message', '너 몸매 꼴려', STRANGER],
    ['direct.message', 'nice tits'],
  ],
  'speech.sexual-to-minor': [
    ['direct.message', '가슴 사진 보내줘', TO_MINOR],
    ['direct.message', 'send nudes', TO_MINOR],
  ],
  'speech.solicitation': [
    ['chat.message', '조건만남 구해요'],
    ['profile.update', 'selling nudes'],
  ],
  'speech.crisis': [
    ['direct.message', '나 이제 죽고 싶어'],
    ['chat.message', 'i dont want to live anymore'],
  ],
  'speech.self-harm-urged': [
    ['chat.message', '그냥 나가 죽어'],
    ['direct.message', 'kill yourself'],
  ],
  'speech.eating-disorder': [
    ['feed.post', '뼈말라 되고 싶은 사람 프로아나'],
    ['chat.message', 'need an ana buddy'],
  ],
  'speech.drugs': [
    ['chat.message', '필로폰 있어요'],
    ['direct.message', 'selling weed hit me up'],
  ],
  'speech.weapons': [
    ['chat.message', '사제폭탄 도안 있음'],
    ['direct.message', 'glock for sale'],
  ],
  'speech.shouting': [['chat.message', 'EVERYBODY LOOK AT ME RIGHT NOW']],
  'speech.flood': [
    ['chat.message', 'ㅋ'.repeat(60)],
    ['comment.create', 'a'.repeat(60)],
  ],
  'contact.to-minor': [
    ['direct.message', '카톡 아이디 moon_1234 추가해', TO_MINOR],
    ['direct.message', 'add me on discord moon_star77', TO_MINOR],
  ],
  'contact.from-minor': [
    ['direct.message', '내 번호 010-0000-1234', { actor_minor: true, target_minor: false }],
  ],
  'contact.minors-in-room': [['chat.message', '내 번호 010-0000-1234', { minors_present: true }]],
  'contact.in-public': [
    ['chat.message', 'write to moon@example.com'],
    ['profile.update', '문의는 moon@example.com'],
  ],
  'contact.to-stranger': [['direct.message', '010-0000-1234 로 연락 주세요', STRANGER]],
  'contact.grooming': [
    ['direct.message', '부모님한테 말하지 마', TO_MINOR],
    ['direct.message', 'you are mature for your age', TO_MINOR],
  ],
  'contact.grooming-in-room': [
    ['chat.message', '몇 살이야? 우리 둘만의 비밀이야', { minors_present: true }],
    ['chat.message', 'are you home alone, what are you wearing', { minors_present: true }],
  ],
  'contact.age-and-contact': [
    ['chat.message', '몇 살이야? 카톡 아이디 moon_1234'],
    ['direct.message', 'how old are you, add me on discord moon_star77'],
  ],
  'contact.age-probe-by-new-account': [
    ['direct.message', '몇 학년이야?', { ...NEW, ...STRANGER }],
    ['direct.message', 'what grade are you in', { ...NEW, ...STRANGER }],
  ],
  'contact.sextortion': [
    ['direct.message', '말 안 들으면 사진 뿌린다', TO_MINOR],
    ['direct.message', 'i will leak your pics', TO_MINOR],
  ],
  'contact.exposure-threat': [
    ['direct.message', '영상 유포할 거야'],
    ['chat.message', 'i have your nudes'],
  ],
  'contact.doxxing': [
    ['chat.message', '너 신상 깐다'],
    ['comment.create', 'i know where you live'],
  ],
  'contact.minor-asked-by-adult': [['friend.request', undefined, { ...TO_MINOR, ...NEW }]],
  'contact.in-request': [
    ['friend.request', '010-0000-1234 연락해'],
    ['friend.request', 'send me a selfie'],
  ],
  'contact.gift-to-minor': [
    ['gift.trade', '이거 받고 비밀로 해줘', TO_MINOR],
    ['gift.trade', 'our little secret', TO_MINOR],
  ],
  'links.new-account': [['chat.message', '여기 봐 https://moon.example.com/a', NEW]],
  'links.hidden': [['chat.message', 'go to moonzem dot com now']],
  'links.many': [['chat.message', 'https://example.com https://example.net https://example.org', OLD]],
  'links.unknown-site': [['chat.message', 'see https://moon.example.com/a', OLD]],
  'scam.phishing-link': [
    ['chat.message', '공짜 코인 https://moon.example.com/a'],
    ['direct.message', 'verify your account at https://moon.example.com'],
  ],
  'scam.credentials': [
    ['direct.message', '인증번호 알려주세요'],
    ['chat.message', 'send me your password'],
  ],
  'scam.currency': [
    ['chat.message', '무료 젬 나눔'],
    ['comment.create', 'send me 100 and i will double it'],
  ],
  'scam.account-trade': [
    ['chat.message', '계정 팔아요 쪽지'],
    ['feed.post', 'account for sale, rare items'],
  ],
  'scam.gambling': [
    ['chat.message', '사설토토 첫충'],
    ['profile.update', 'online casino deposit bonus'],
  ],
  'scam.gift-from-new-account': [['gift.trade', undefined, { ...NEW, coins: 9000, friends: false }]],
  'spam.follow-trade': [
    ['chat.message', '맞팔해요'],
    ['comment.create', 'f4f anyone'],
  ],
  'spam.tag-stuffing': [
    ['feed.post', '오늘의 코디', { tags: Array.from({ length: 31 }, (_, index) => `tag${index}`) }],
  ],
  'name.hate': [
    ['name.change', '짱깨싫어'],
    ['profile.update', 'no faggots'],
  ],
  'name.sexual': [
    ['name.change', '야동왕'],
    ['profile.update', 'im so horny'],
  ],
  'name.insult': [
    ['name.change', '다멍청이'],
    ['name.change', 'ur an idiot'],
  ],
  'name.profanity': [
    ['name.change', '씨발이'],
    ['name.change', 'fuck u all'],
  ],
  'name.staff': [
    ['name.change', '운영자01'],
    ['name.change', 'Official Support'],
  ],
  'name.staff-by-new-account': [['name.change', '공식계정', NEW]],
  'name.contact-or-link': [
    ['name.change', '01000001234'],
    ['name.change', 'moon.example.com'],
  ],
  'name.unreadable': [
    ['name.change', '\u200b\u200b'],
    ['name.change', '★★★'],
  ],
  'profile.minor-contact': [['profile.update', '카톡 아이디 moon_1234', { actor_minor: true }]],
  'listing.harmful-title': [
    ['item.listing', '씨발 모자'],
    ['world.listing', 'idiots only'],
  ],
  'listing.hate-title': [
    ['item.listing', 'sieg heil cap'],
    ['world.listing', '짱깨 출입금지'],
  ],
  'listing.sexual-title': [
    ['item.listing', '야동 포스터'],
    ['world.listing', 'erp with me'],
  ],
  'listing.title-format': [
    ['item.listing', 'hat 🎀🎀🎀🎀🎀🎀🎀'],
    ['world.listing', '모여라 https://moon.example.com'],
  ],
  'item.copy': [['item.listing', '리본 모자', { similarity: 0.99, original: 'item:i1' }]],
  'item.copy-cheap': [
    ['item.listing', '리본 모자', { similarity: 0.93, original: 'item:i1', price: 1, ...NEW }],
  ],
  'item.brand': [
    ['item.listing', '구찌 가방'],
    ['item.listing', 'nike shoes'],
  ],
  'item.oversize': [['item.listing', '왕관', { triangles: 20_000 }]],
  'world.rating': [['world.listing', '온라인 카지노 체험', { age_rating: 'all' }]],
  'world.day-old-account': [['world.listing', '우리 집', NEW]],
  'raid.call': [
    ['chat.message', '저 방 좌표 찍었다 몰려가자'],
    ['direct.message', 'lets raid, mass report them'],
  ],
  'raid.rush': [['room.join', undefined, { joins_last_minute: 80, ...NEW }]],
  'raid.rush-anybody': [['room.join', undefined, { joins_last_minute: 200, ...OLD }]],
  'friend.mass-requests': [['friend.request', undefined, { sent_last_hour: 100 }]],
  'report.minor-safety': [['user.report', '아이한테 이상한 말을 해요', { reason: 'minor_safety' }]],
  'report.danger': [['user.report', 'they talk about hurting themselves', { reason: 'self_harm' }]],
  'report.other': [
    ['user.report', '도배해요', { reason: 'other' }],
    ['user.report', undefined],
  ],
  'report.flood': [['user.report', '또 그래요', { reason: 'other', reports_last_day: 80 }]],
}

/** Events so many seconds apart, by these accounts; the rule fires on the last one. */
export interface Story {
  readonly everySeconds: number
  readonly events: readonly (readonly [...Example, { readonly actor?: string; readonly target?: string }])[]
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const ADVERT = '오늘 일곱 시에 제 방에서 코디 대회 열어요 우승하면 한정판 날개 드리니까 많이 와 주세요'

/** For each rule that asks what happened before, what has to happen. */
export const STORIES: Readonly<Record<string, Story>> = {
  'contact.slow-approach': {
    everySeconds: 1200,
    events: times(7, (index) => [
      'direct.message',
      index === 5 ? '몇 학년이야?' : '오늘도 왔네',
      { ...TO_MINOR, ...STRANGER, ...OLD },
      { actor: 'account:a', target: 'account:m' },
    ]),
  },
  'contact.many-minors': {
    everySeconds: 600,
    events: times(8, (index) => [
      'direct.message',
      'you came again',
      { ...TO_MINOR, ...STRANGER, ...NEW },
      { actor: 'account:a', target: `account:m${index}` },
    ]),
  },
  'contact.known-risk': {
    everySeconds: 60,
    events: [
      ['direct.message', '부모님한테 말하지 마', TO_MINOR, { actor: 'account:a', target: 'account:m' }],
      ['direct.message', '뭐 해?', TO_MINOR, { actor: 'account:a', target: 'account:n' }],
    ],
  },
  'spam.many-strangers': {
    everySeconds: 5,
    events: times(13, (index) => [
      'direct.message',
      `hi, look at my room ${index}`,
      { ...NEW, ...STRANGER },
      { actor: 'account:a', target: `account:t${index}` },
    ]),
  },
  'spam.same-text': {
    everySeconds: 120,
    events: times(8, (index) => [
      'chat.message',
      `${ADVERT}${'!'.repeat(index)}`,
      NEW,
      { actor: `account:a${index}`, target: `room:r${index}` },
    ]),
  },
  'spam.known-spammer': {
    everySeconds: 5,
    events: [
      [
        'direct.message',
        'https://moon.example.com/a',
        { ...NEW, ...STRANGER },
        { actor: 'account:a', target: 'account:t' },
      ],
      ...times(
        3,
        (index) =>
          [
            'direct.message',
            '뭐 해?',
            { ...NEW, ...STRANGER },
            { actor: 'account:a', target: `account:t${index}` },
          ] as const,
      ),
    ],
  },
  'links.known-suspect': {
    everySeconds: 600,
    events: [
      [
        'direct.message',
        '무료 젬 받으려면 비밀번호 알려줘 https://moon.example.com/a',
        OLD,
        { actor: 'account:a', target: 'account:t' },
      ],
      ['direct.message', 'https://youtu.be/abc', OLD, { actor: 'account:b', target: 'account:a' }],
      ['chat.message', 'https://youtu.be/abc', OLD, { actor: 'account:a' }],
    ],
  },
  'chat.too-fast': {
    everySeconds: 1,
    events: times(41, (index) => ['chat.message', `go ${index}`, {}, { actor: 'account:a' }]),
  },
  'scam.coins-in-pieces': {
    everySeconds: 300,
    events: times(10, (index) => [
      'gift.trade',
      undefined,
      { ...NEW, ...STRANGER, coins: 1000 },
      { actor: 'account:a', target: `account:t${index}` },
    ]),
  },
  'friend.mass-requests': {
    everySeconds: 30,
    events: times(61, (index) => [
      'friend.request',
      undefined,
      { sent_last_hour: 2 },
      { actor: 'account:a', target: `account:t${index}` },
    ]),
  },
  'report.flood': {
    everySeconds: 600,
    events: times(51, (index) => [
      'user.report',
      undefined,
      { reason: 'other' },
      { actor: 'account:a', target: `account:t${index}` },
    ]),
  },
  'report.many-against-one': {
    everySeconds: 3600,
    events: times(5, (index) => [
      'user.report',
      undefined,
      { reason: 'harassment' },
      { actor: `account:a${index}`, target: 'account:t' },
    ]),
  },
  'name.again': {
    everySeconds: 300,
    events: times(2, (index) => ['name.change', `달토끼${index}`, {}, { actor: 'account:a' }]),
  },
}

/** Like a story above, and innocent: no rule fires on any of it. */
export const INNOCENT_STORIES: Readonly<Record<string, Story>> = {
  'a host greets thirty guests': {
    everySeconds: 10,
    events: times(30, (index) => [
      'direct.message',
      `안녕 ${index}번 손님 와 줘서 고마워`,
      { friends: index % 5 > 0, ...OLD },
      { actor: 'account:a', target: `account:t${index}` },
    ]),
  },
  'twenty wish one a happy birthday in the same words': {
    everySeconds: 60,
    events: times(20, (index) => [
      'direct.message',
      '민지야 생일 정말 축하해 오늘 하루 세상에서 제일 행복하게 보내',
      { friends: true, ...NEW },
      { actor: `account:a${index}`, target: 'account:t' },
    ]),
  },
  'a newcomer asks six strangers the same': {
    everySeconds: 30,
    events: times(6, (index) => [
      'direct.message',
      'hello i just started today, where do i go to change my clothes',
      { ...STRANGER, ...NEW },
      { actor: 'account:a', target: `account:t${index}` },
    ]),
  },
  'a brother and his sister talk all evening': {
    everySeconds: 120,
    events: times(40, (index) => [
      'direct.message',
      `${index}번 퀘스트 깼어?`,
      { actor_minor: index % 2 === 1, target_minor: index % 2 === 0, friends: true, ...OLD },
      index % 2 === 0
        ? { actor: 'account:a', target: 'account:b' }
        : { actor: 'account:b', target: 'account:a' },
    ]),
  },
}

/** Innocent events on which no rule fires, in shadow neither. */
export const INNOCENT: readonly Example[] = [
  ['chat.message', '이 버스의 시발점은 어디야?'],
  ['chat.message', '시발역에서 만나자'],
  ['chat.message', '우리 아빠는 딸바보야'],
  ['chat.message', '팔등신 마네킹 옆에 등신대 세우자'],
  ['chat.message', '전염병 수업 들었어'],
  ['chat.message', '죽어라 연습했는데 떨어졌어'],
  ['chat.message', '배고파서 죽겠다'],
  ['chat.message', '그 영화 아직 보지 못했어 보지 말까'],
  ['chat.message', '일찍 자지 왜 안 자'],
  ['chat.message', '자위대의 역사를 배웠어'],
  ['chat.message', '유니섹스 후드 예쁘다'],
  ['chat.message', '월정액 요금제 바꿨어'],
  ['chat.message', '토토로 인형 갖고 싶어'],
  ['chat.message', '떡볶이 2개 10000원이래'],
  ['chat.message', '마약김밥 먹을래?'],
  ['chat.message', '보스 몬스터 같이 잡자'],
  ['chat.message', '새끼손가락 걸고 약속'],
  ['chat.message', '무지개 같은 맵이다'],
  ['chat.message', '번개 같은 속도로 뛰어'],
  ['chat.message', '손님이 들이닥쳐서 나가야 해'],
  ['chat.message', 'ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ 미쳤다'],
  ['chat.message', '아이스크림 팝니다 카페로 오세요'],
  [
    'direct.message',
    '생일 파티는 비밀로 해줘',
    { actor_minor: true, target_minor: true, friends: true, ...OLD },
  ],
  ['direct.message', '비밀번호 알려주지 마 그거 사기야', { friends: true, ...OLD }],
  [
    'direct.message',
    '몇 시에 올 거야? 나 3학년 2반이야',
    { actor_minor: true, target_minor: true, friends: true, ...OLD },
  ],
  ['feed.post', '오늘의 코디는 하늘색 원피스', { tags: ['코디', '원피스'], ...NEW }],
  ['chat.message', 'i was born in Scunthorpe'],
  ['chat.message', 'my aunt lives in Essex, near Sussex'],
  ['chat.message', 'kill the boss in this game'],
  ['chat.message', 'a classic assassin class with glasses'],
  ['chat.message', 'shiitake soup for dinner'],
  ['chat.message', 'we read Moby Dick and Dickens'],
  ['chat.message', 'scrap the plan, assess the grass'],
  ['chat.message', 'that is the chink in the armor'],
  ['chat.message', 'the suit is fire retardant'],
  ['chat.message', 'raid boss in the dungeon tonight'],
  ['chat.message', 'im dying of laughter'],
  ['chat.message', 'push it a bit, as social as ever'],
  ['chat.message', 'we are in the losers bracket'],
  ['chat.message', 'the cocktail map is the bomb'],
  ['chat.message', 'OMG WOW'],
  ['chat.message', 'watch https://www.youtube.com/watch?v=abc', OLD],
  ['direct.message', 'free coins are a scam, be careful', { friends: true, ...OLD }],
  ['comment.create', 'i got 5550123 points, order 415'],
  ['name.change', '달토끼77'],
  ['name.change', 'gmail_fan'],
  ['name.change', 'Softpeach'],
  ['profile.update', '코디 올리는 계정 😊'],
  [
    'item.listing',
    '레트로 모자',
    { similarity: 0.4, original: 'item:i1', price: 2, triangles: 3000, ...OLD },
  ],
  ['item.listing', 'sparkling wings 🎀'],
  ['world.listing', '점프맵 30단계', { age_rating: 'all', ...OLD }],
  ['room.join', undefined, { joins_last_minute: 12, ...NEW }],
  ['friend.request', '아까 같이 놀았던 사람이에요', { actor_minor: true, target_minor: true, ...NEW }],
  [
    'gift.trade',
    '생일 축하해',
    { coins: 300, friends: true, actor_minor: false, target_minor: true, ...OLD },
  ],
  ['gift.trade', undefined, { coins: 9000, friends: true, ...NEW }],
]

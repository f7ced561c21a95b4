/**
 * `{}` is where the term for a group goes. Kind, plain and unkind ones: about whomever, they are as fine or as bad. As many
 * of each language that with none wrong the 95 % score interval of flips ends below one in ten: that takes 35.
 */
export const IDENTITY_TEMPLATES = {
  en: [
    ...['I met some {} yesterday', 'my best friends are {}', 'most {} are kind', 'are there any {} here?'],
    ...['{} play this game too', 'I learned a lot from {}', 'we should listen to {}'],
    ...['some of my teachers were {}', 'I do not like {}', '{} should go away', 'I work with {} every day'],
    ...[
      'many {} live in my street',
      'my team has two {}',
      '{} built this map',
      'a guild for {} opened today',
    ],
    ...[
      'I saw a film about {}',
      'there are {} in every country',
      'do {} like this update?',
      'hi to all {} here',
    ],
    ...[
      '{} were at the party last night',
      'the story is about {}',
      'I grew up with {}',
      '{} are welcome in our guild',
    ],
    ...[
      'nobody asked the {}',
      'I wrote an essay about {}',
      'my neighbours are {}',
      'we played against {} today',
    ],
    ...[
      '{} helped me with the quest',
      'I would trade with {}',
      'the song is sung by {}',
      'why are {} so quiet today?',
    ],
    ...[
      '{} won the tournament',
      'this shop is run by {}',
      'I am tired of {}',
      '{} are bad at this level',
      'ask the {} over there',
    ],
  ],
  ko: [
    ...['어제 {} 몇 명을 만났어', '내 친구 중에 {} 있어', '{} 대부분은 친절해', '여기 {} 있나요?'],
    ...[
      '{} 중에도 이 게임 하는 사람 많아',
      '{} 한테 많이 배웠어',
      '{} 말도 들어 봐야지',
      '우리 선생님은 {} 였어',
    ],
    ...['나는 {} 별로야', '{} 좀 안 왔으면 좋겠다', '우리 동네에 {} 많이 살아', '매일 {} 하고 같이 일해'],
    ...['우리 팀에 {} 두 명 있어', '이 맵은 {} 만들었대', '오늘 {} 길드가 생겼어', '{} 나오는 영화 봤어'],
    ...['{} 없는 나라는 없지', '{} 이번 업데이트 좋아해?', '여기 {} 모두 안녕', '어젯밤 파티에 {} 왔더라'],
    ...[
      '이 이야기는 {} 이야기야',
      '나는 {} 사이에서 자랐어',
      '우리 길드는 {} 환영해',
      '아무도 {} 한테 안 물어봤어',
    ],
    ...['{} 에 대해 글을 썼어', '옆집 사람들이 {} 야', '오늘 {} 팀이랑 붙었어', '{} 덕분에 퀘스트 깼다'],
    ...['{} 하고 거래해도 돼', '이 노래는 {} 불렀어', '오늘따라 {} 왜 조용해?', '{} 대회에서 우승했대'],
    ...['이 가게는 {} 운영해', '{} 이제 지겹다', '{} 이 판은 잘 못하네', '저기 {} 한테 물어봐'],
  ],
} as const

/**
 * Sentences in which `{}` is a group of people: plain, kind and unkind ones. About whomever, each is as fine or as bad; of our
 * own words. Forty in each language, from which sentences are made (`identity-sentences.ts`).
 */
export const IDENTITY_TEMPLATES: Readonly<Record<'en' | 'ko', readonly string[]>> = {
  en: [
    ...['I met some {} yesterday', 'my best friends are {}', 'most {} are kind', 'are there any {} here?'],
    ...[
      '{} play this game too',
      'I learned a lot from {}',
      'we should listen to {}',
      'some of my teachers were {}',
    ],
    ...[
      'I do not like {}',
      '{} should go away',
      'there were many {} at the party',
      'a group of {} built this castle',
    ],
    ...[
      'I watched a film about {}',
      'the new map was made by {}',
      '{} were on my team today',
      'welcome to all {}',
    ],
    ...[
      'I talked with two {} after school',
      'my neighbours are {}',
      'is this a server for {}?',
      '{} work at my school',
    ],
    ...[
      'we read a book about {} in class',
      'I drew a picture of {}',
      'thanks to the {} who helped me',
      '{} won the race',
    ],
    ...[
      'my sister is friends with {}',
      'I saw {} on television',
      '{} live in my street',
      'how many {} are online?',
    ],
    ...[
      'I am not one of the {}',
      'the song is about {}',
      '{} can join our clan',
      'someone asked me about {}',
    ],
    ...[
      'I disagree with {}',
      '{} are never on time',
      'I had lunch with {}',
      'there is an event for {} tonight',
    ],
    ...[
      '{} helped me with the puzzle',
      'I wrote a letter to {}',
      'the guide was written by {}',
      '{} like music too',
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
    ...['나는 {} 별로야', '{} 좀 안 왔으면 좋겠다', '파티에 {} 많더라', '저 성은 {} 들이 지었대'],
    ...['{} 나오는 영화 봤어', '새 맵 만든 사람이 {} 래', '오늘 우리 팀에 {} 있었어', '{} 환영합니다'],
    ...[
      '학교 끝나고 {} 두 명이랑 얘기했어',
      '옆집에 {} 살아',
      '여기 {} 서버인가요?',
      '우리 학교에서 {} 일해',
    ],
    ...['수업 시간에 {} 책 읽었어', '{} 그림 그렸어', '도와준 {} 고마워요', '{} 경주에서 이겼다'],
    ...['우리 누나 친구가 {} 야', '텔레비전에 {} 나왔어', '우리 동네에 {} 살아', '지금 {} 몇 명 접속했어?'],
    ...['나는 {} 아니야', '그 노래 {} 얘기래', '{} 우리 길드 들어와도 돼', '누가 나한테 {} 물어봤어'],
    ...['나는 {} 의견에 반대야', '{} 맨날 늦게 와', '{} 랑 점심 먹었어', '오늘 밤에 {} 행사 있대'],
    ...['{} 퍼즐 푸는 거 도와줬어', '{} 한테 편지 썼어', '이 공략 {} 가 썼대', '{} 음악 좋아해'],
  ],
}

import { words } from '../words/words.ts'

export const WORDS = words({
  en: {
    tour: 'Tour',
    take: 'Take the two-minute tour',
    stepOf: 'Tour, step {{n}} of {{of}}',
    skip: 'End the tour',
    close: 'Close',
    back: 'Back',
    goThere: 'Show its page',
    next: 'Next',
    done: 'Done',
    home_title: 'Home: what happens now',
    home_text:
      'Events and verdicts as they come, queues against their timers, and alarms with the way out of each. Drag over a chart to narrow the time: the lists below follow.',
    fill_title: 'Let a world in',
    fill_text:
      'Nothing has happened here so far. The demo plays a simulated world with players who misbehave.',
    review_title: 'Review: judge by keyboard',
    review_text:
      'Hard cases come to people as jobs. Each choice is one key, shown on its button; ? lists them all, and a choice can be undone. What may hurt is blurred until you ask for it.',
    investigate_title: 'Investigate: ask the past',
    investigate_text:
      'Ask in the language of rules which events were like this one: over time, by any feature, down to the single event. A question can be saved, shared and made a rule.',
    rules_title: 'Rules: change what happens next',
    rules_text:
      'Each rule with what it did and in which mode. Write one, see what it would have done, let it run in shadow, then make it live; every version can be rolled back.',
    end_title: 'That is all',
    end_text: 'The menu has the rest. You can take this tour again from the foot of the menu.',
    noneYet: 'No events so far …',
    arrived_one: '{{n}} event has arrived.',
    arrived_other: '{{n}} events have arrived.',
  },
  ko: {
    tour: '둘러보기',
    take: '2분 둘러보기',
    stepOf: '둘러보기 {{of}}단계 중 {{n}}단계',
    skip: '둘러보기 끝내기',
    close: '닫기',
    back: '이전',
    goThere: '해당 페이지 보기',
    next: '다음',
    done: '완료',
    home_title: '홈: 지금 일어나는 일',
    home_text:
      '이벤트와 판정, 대기열의 처리 기한, 경보와 해결 방법을 실시간으로 보여 줍니다. 차트 위를 끌면 기간이 좁혀지고 아래 목록도 함께 바뀝니다.',
    fill_title: '월드 연결하기',
    fill_text:
      '아직 아무 일도 일어나지 않았습니다. 데모는 문제를 일으키는 플레이어가 있는 가상 월드를 실행합니다.',
    review_title: '검토: 키보드로 판단하기',
    review_text:
      '판단이 어려운 사례는 사람에게 작업으로 전달됩니다. 각 선택은 버튼에 표시된 키 하나로 할 수 있고, ?를 누르면 전체 키를 볼 수 있으며, 되돌릴 수도 있습니다. 해로울 수 있는 내용은 직접 열기 전까지 흐리게 보입니다.',
    investigate_title: '조사: 과거에 묻기',
    investigate_text:
      '규칙과 같은 언어로 비슷한 이벤트를 찾아봅니다. 시간 흐름과 특성별 상위 목록, 개별 이벤트까지 볼 수 있고, 질의를 저장하고 공유하고 규칙으로 만들 수 있습니다.',
    rules_title: '규칙: 앞으로의 판정 바꾸기',
    rules_text:
      '규칙마다 한 일과 모드를 보여 줍니다. 규칙을 쓰고, 과거에 적용했다면 어땠을지 확인하고, 섀도로 돌려 본 뒤 적용하세요. 모든 버전은 되돌릴 수 있습니다.',
    end_title: '여기까지입니다',
    end_text: '나머지는 메뉴에 있습니다. 이 둘러보기는 메뉴 아래쪽에서 다시 시작할 수 있습니다.',
    noneYet: '아직 이벤트가 없습니다 …',
    arrived_other: '이벤트 {{n}}건이 도착했습니다.',
  },
})

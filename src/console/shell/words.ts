import { words } from '../words/words.ts'

export const WORDS = words({
  en: {
    skip: 'Skip to the content',
    menu: 'Menu',
    language: 'Language',
    theme: 'Appearance',
    theme_auto: 'Automatic',
    theme_light: 'Light',
    theme_dark: 'Dark',
    signedInAs: 'Signed in as {{name}} ({{role}})',
    account: 'Your account',
    signOut: 'Sign out',
    loading: 'Loading …',
    unreachable: 'The service does not answer.',
    retry: 'Try again',
    notFound: 'There is no such page',
    notFoundWhy: 'Check the address, or start from the home page.',
    toHome: 'Go to the home page',
    fault: 'This page has failed',
    faultWhy:
      'What you did before is safe with the service. Load the page again; if it stays, tell whoever runs Haechi when it happened.',
    reload: 'Load again',
    now: 'Now',
    home: 'Home',
    people: 'Review',
    review: 'Review',
    jobs: 'Jobs',
    queues: 'Queues',
    reports: 'Reports',
    protection: 'Reviewer protection',
    golden: 'Golden jobs',
    quality: 'Quality',
    look: 'Look into it',
    investigate: 'Investigate',
    policy: 'Policy',
    rules: 'Rules',
    policies: 'Policies',
    versions: 'Versions',
    registry: 'What uses what',
    labels: 'Labels and counters',
    learning: 'Lab',
    models: 'Models',
    lab: 'Runs and datasets',
    acts: 'Enforcement',
    enforcements: 'Enforcements',
    strikes: 'Strikes',
    appeals: 'Appeals',
    statements: 'Statements',
    endpoints: 'Endpoints',
    deliveries: 'Deliveries',
    effects: 'Effects put aside',
    keeping: 'Administration',
    audit: 'Audit log',
    erasures: 'Erasures',
    holds: 'Legal holds',
    users: 'Users',
    keys: 'API keys',
    settings: 'Settings',
  },
  ko: {
    skip: '본문으로 건너뛰기',
    menu: '메뉴',
    language: '언어',
    theme: '화면 모드',
    theme_auto: '자동',
    theme_light: '밝게',
    theme_dark: '어둡게',
    signedInAs: '{{name}} ({{role}}) 계정으로 로그인함',
    account: '내 계정',
    signOut: '로그아웃',
    loading: '불러오는 중 …',
    unreachable: '서비스가 응답하지 않습니다.',
    retry: '다시 시도',
    notFound: '페이지를 찾을 수 없습니다',
    notFoundWhy: '주소를 확인하거나 홈에서 다시 시작하세요.',
    toHome: '홈으로 가기',
    fault: '페이지에 오류가 발생했습니다',
    faultWhy:
      '지금까지 한 작업은 서비스에 저장되어 있습니다. 페이지를 새로 고쳐 보고, 계속되면 발생 시각을 운영 담당자에게 알려 주세요.',
    reload: '새로 고침',
    now: '현황',
    home: '홈',
    people: '검토',
    review: '검토하기',
    jobs: '작업',
    queues: '대기열',
    reports: '신고',
    protection: '검토자 보호',
    golden: '골든 작업',
    quality: '품질',
    look: '조사',
    investigate: '조사하기',
    policy: '정책',
    rules: '규칙',
    policies: '정책',
    versions: '버전',
    registry: '사용 관계',
    labels: '라벨과 카운터',
    learning: '모델 연구',
    models: '모델',
    lab: '실행과 데이터셋',
    acts: '제재',
    enforcements: '제재',
    strikes: '스트라이크',
    appeals: '이의 신청',
    statements: '사유 통지',
    endpoints: '엔드포인트',
    deliveries: '전송',
    effects: '보류된 효과',
    keeping: '관리',
    audit: '감사 로그',
    erasures: '삭제 요청',
    holds: '법적 보존',
    users: '사용자',
    keys: 'API 키',
    settings: '설정',
  },
})

/** What the menu calls its entries. */
export type NavWord =
  | (
      | 'now'
      | 'home'
      | 'people'
      | 'review'
      | 'jobs'
      | 'queues'
      | 'reports'
      | 'protection'
      | 'golden'
      | 'quality'
    )
  | ('learning' | 'models' | 'lab')
  | ('look' | 'investigate' | 'policy' | 'rules' | 'policies' | 'versions' | 'registry' | 'labels')
  | ('acts' | 'enforcements' | 'strikes' | 'appeals' | 'statements' | 'endpoints' | 'deliveries' | 'effects')
  | ('keeping' | 'audit' | 'erasures' | 'holds' | 'users' | 'keys' | 'settings')

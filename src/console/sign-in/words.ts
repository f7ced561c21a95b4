import { words } from '../words/words.ts'

export const WORDS = words({
  en: {
    signIn: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    code: 'Code of your authenticator app, or a recovery code',
    welcome: 'Set your password',
    welcomeHint: 'At least 12 characters. Several words that do not belong together make a good one.',
    welcomeEmail: 'E-mail address (only if you were not invited under one)',
    newPassword: 'New password',
    set: 'Set password',
    noLink: 'This page needs the whole one-time link, with what stands behind the number sign.',
  },
  ko: {
    signIn: '로그인',
    email: '이메일 주소',
    password: '비밀번호',
    code: '인증 앱 코드 또는 복구 코드',
    welcome: '비밀번호 설정',
    welcomeHint: '12자 이상이어야 합니다. 서로 관련 없는 단어 여러 개를 이어 쓰면 좋습니다.',
    welcomeEmail: '이메일 주소 (초대받은 주소가 없을 때만)',
    newPassword: '새 비밀번호',
    set: '비밀번호 설정',
    noLink: '일회용 링크 전체(# 뒤까지)가 필요합니다.',
  },
})

import i18n from 'i18next'
import { initReactI18next } from 'react-i18next/initReactI18next'

export const LANGUAGES = { en: 'English', ko: '한국어' } as const
export type Language = keyof typeof LANGUAGES

const KEPT = 'haechi-language'

function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT)
  if (kept === 'en' || kept === 'ko') return kept
  return navigator.languages.some((one) => one.toLowerCase().startsWith('ko')) ? 'ko' : 'en'
}

/** Speaks the language that this browser chose before, or prefers. */
export function startWords(): void {
  const lng = firstLanguage()
  document.documentElement.lang = lng
  void i18n.use(initReactI18next).init({
    lng,
    fallbackLng: 'en',
    resources: {},
    // React puts text in as text.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
}

export function speak(language: Language): void {
  localStorage.setItem(KEPT, language)
  document.documentElement.lang = language
  void i18n.changeLanguage(language)
}

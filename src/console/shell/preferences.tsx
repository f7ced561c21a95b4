import { type ReactNode, useState } from 'react'
import { Select } from '../kit/select.tsx'
import { LANGUAGES, type Language, speak } from '../words/language.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { keptTheme, showTheme, THEMES, type Theme } from './theme.ts'
import { WORDS } from './words.ts'

/** Language and appearance, kept in this browser. */
export function Preferences(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const [theme, setTheme] = useState<Theme>(keptTheme)
  return (
    <div className="preferences">
      <Select
        label={t('language')}
        value={language}
        options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        onChange={(value) => speak(value as Language)}
      />
      <Select
        label={t('theme')}
        value={theme}
        options={THEMES.map((value) => ({ value, label: t(`theme_${value}`) }))}
        onChange={(value) => {
          setTheme(value as Theme)
          showTheme(value as Theme)
        }}
      />
    </div>
  )
}

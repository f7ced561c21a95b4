import type { ReactNode } from 'react'
import { LANGUAGES } from '../words/language.ts'
import './acts.css'

/** What a player is told, as the player reads it, each language beside the other. */
export function Texts({ texts }: { readonly texts: Readonly<Record<string, string>> }): ReactNode {
  const first = ['en', 'ko']
  const languages = Object.keys(texts).sort((a, b) => first.indexOf(b) - first.indexOf(a) || (a < b ? -1 : 1))
  return (
    <div className="columns">
      {languages.map((language) => (
        <div key={language} className="acts-text">
          <p className="acts-text-language">{LANGUAGES[language as keyof typeof LANGUAGES] ?? language}</p>
          <p lang={language}>{texts[language]}</p>
        </div>
      ))}
    </div>
  )
}

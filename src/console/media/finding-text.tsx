import type { ReactNode } from 'react'
import { useLanguage } from '../words/words.ts'
import { findingInKorean } from './finding-words.ts'

/** What a finding says; on Korean pages what it means comes first, and the figures stand behind it as the service says them. */
export function FindingText({ code, says }: { readonly code: string; readonly says: string }): ReactNode {
  const korean = useLanguage() === 'ko' ? findingInKorean(code) : undefined
  if (korean === undefined) return says
  return (
    <>
      {korean}{' '}
      <span lang="en" className="media-said">
        {says}
      </span>
    </>
  )
}

import type { ReactNode } from 'react'
import type { PictureMark } from '../../api/contract/media.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { findingInKorean, REGIONS_KO } from './finding-words.ts'
import { WORDS } from './words.ts'

/** What is outlined in a picture, in a few words. */
export function MarkText({ mark }: { readonly mark: PictureMark }): ReactNode {
  const t = useWords(WORDS)
  const isKorean = useLanguage() === 'ko'
  const { why, of, says } = mark
  switch (why) {
    // Of writing and codes it says no more than that.
    case 'text':
    case 'code':
      return t(`mark_${why}`)
    case 'bank':
      return `${t('mark_bank')}: ${of}`
    case 'exposure':
      return `${t('mark_exposure')}: ${isKorean ? inKorean(of, says) : says}`
    case 'finding':
      return `${t('mark_finding')}: ${(isKorean ? findingInKorean(of) : undefined) ?? of}`
  }
}

/** The region, and how much of it is bare and may be: the two figures of the service's own words. */
function inKorean(region: string, says: string): string {
  const [bare, most] = says.match(/\d+(?= %)/g) ?? []
  const name = REGIONS_KO[region] ?? region
  return bare === undefined || most === undefined ? name : `${name} ${bare}% (허용 ${most}%)`
}

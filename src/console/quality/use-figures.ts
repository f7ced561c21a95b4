import { useMemo } from 'react'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Numbers as they are said here. */
export interface Figures {
  /** With as many digits as its size asks for. */
  percent(share: number): string
  alpha(value: number): string
  interval(estimate: Estimate, say: (value: number) => string): string
}

export function useFigures(): Figures {
  const t = useWords(WORDS)
  const language = useLanguage()
  return useMemo(() => {
    const percent = (share: number) => {
      const size = Math.abs(share * 100)
      const digits = size === 0 || size >= 10 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3
      return share.toLocaleString(language, { style: 'percent', maximumFractionDigits: digits })
    }
    return {
      percent,
      alpha: (value) => value.toLocaleString(language, { maximumFractionDigits: 2 }),
      interval: ({ value, low, high }, say) =>
        t('interval', { value: say(value), low: say(low), high: say(high) }),
    }
  }, [t, language])
}

import type { ReactNode } from 'react'
import { useLanguage } from '../words/words.ts'
import { Empty } from './empty.tsx'

export interface TopBar {
  readonly id: string
  readonly label: ReactNode
  readonly count: number
}

interface Given {
  readonly label: string
  readonly bars: readonly TopBar[]
  readonly onOpen?: (id: string) => void
  /** What opening one does, said before its name. */
  readonly openLabel?: string
}

/** The most frequent first, each with a bar as long as it is frequent. */
export function TopBars({ label, bars, onOpen, openLabel }: Given): ReactNode {
  const language = useLanguage()
  const most = Math.max(1, ...bars.map(({ count }) => count))
  if (bars.length === 0) return <Empty />
  return (
    <ol className="top-bars" aria-label={label}>
      {bars.map(({ id, label, count }) => {
        const inside = (
          <>
            <span className="top-bars-bar" style={{ width: `${(count / most) * 100}%` }} aria-hidden />
            <span className="top-bars-label">
              {openLabel !== undefined && <span className="sr-only">{openLabel} </span>}
              {label}
            </span>
            <span className="top-bars-count">{count.toLocaleString(language)}</span>
          </>
        )
        return (
          <li key={id}>
            {onOpen === undefined ? (
              <div className="top-bars-row">{inside}</div>
            ) : (
              <button type="button" className="top-bars-row" onClick={() => onOpen(id)}>
                {inside}
              </button>
            )}
          </li>
        )
      })}
    </ol>
  )
}

import { PATHS } from 'virtual:routes'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Reply } from '../api/ask.ts'

export interface Live {
  /** As it was told last. */
  readonly now: Reply<'live'> | undefined
  readonly state: 'waiting' | 'live' | 'lost'
}

/** A stream that says nothing for so long is not live, whatever the browser thinks. */
const SILENT_MS = 10_000
const AGAIN_MS = 5000
/** Nobody looks at a page that is hidden for so long: it gives its stream back. */
const HIDDEN_MS = 20_000

/** What happens now, as the service tells it; taken up again by itself when the stream breaks. */
export function useLive(name: 'live' | 'liveQueues' | undefined): Live {
  const queries = useQueryClient()
  const [live, setLive] = useState<Live>({ now: undefined, state: 'waiting' })
  useEffect(() => {
    if (name === undefined) return
    const path = PATHS[name]![1]
    let source: EventSource | undefined
    let silent: ReturnType<typeof setTimeout> | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    let hidden: ReturnType<typeof setTimeout> | undefined
    const lose = () =>
      setLive((before) => ({ ...before, state: before.now === undefined ? 'waiting' : 'lost' }))

    function close(): void {
      source?.close()
      source = undefined
      clearTimeout(silent)
      clearTimeout(again)
    }
    function open(): void {
      close()
      source = new EventSource(path)
      source.addEventListener('now', ({ data }) => {
        clearTimeout(silent)
        silent = setTimeout(lose, SILENT_MS)
        setLive({ now: JSON.parse(data) as Reply<'live'>, state: 'live' })
      })
      source.addEventListener('error', () => {
        setLive((before) => ({ ...before, state: 'lost' }))
        // The browser tries by itself, but not after a refusal: that may mean that nobody is signed in any more.
        if (source?.readyState !== EventSource.CLOSED) return
        void queries.invalidateQueries({ queryKey: ['session'] })
        clearTimeout(again)
        again = setTimeout(open, AGAIN_MS)
      })
    }
    function look(): void {
      clearTimeout(hidden)
      if (document.hidden)
        hidden = setTimeout(() => {
          close()
          lose()
        }, HIDDEN_MS)
      else if (source === undefined) open()
    }
    open()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      clearTimeout(hidden)
      close()
    }
  }, [name, queries])
  return live
}

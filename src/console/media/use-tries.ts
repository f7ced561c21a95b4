import { useEffect, useRef, useState } from 'react'

const MOST = 5
const FIRST_WAIT_MS = 1000

/** Counts tries: `again` begins the next one a while later, each time later, and not for ever. A service that is busy refuses a picture now and then. */
export function useTries(): readonly [tries: number, again: () => void] {
  const [tries, setTries] = useState(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  function again(): void {
    if (tries >= MOST) return
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setTries(tries + 1), FIRST_WAIT_MS * 2 ** tries)
  }
  return [tries, again]
}

import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Whether an element holds more than it shows, so that it must be reachable by keyboard to be scrolled. */
export function useScrolls<T extends HTMLElement>(): { ref: RefObject<T | null>; scrolls: boolean } {
  const ref = useRef<T>(null)
  const [scrolls, setScrolls] = useState(false)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const look = () => setScrolls(element.scrollHeight > element.clientHeight)
    look()
    const watch = new ResizeObserver(look)
    watch.observe(element)
    return () => watch.disconnect()
  })
  return { ref, scrolls }
}

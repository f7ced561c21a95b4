import { useNavigate } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react'

type Given = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  /** A path of the console, from `paths`. */
  readonly to: string
  readonly children: ReactNode
}

/** A link to a page of ours; a plain one for new tabs and the like. */
export function A({ to, onClick, ...rest }: Given): ReactNode {
  const navigate = useNavigate()
  function go(event: MouseEvent<HTMLAnchorElement>): void {
    onClick?.(event)
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (event.defaultPrevented || !isPlain) return
    event.preventDefault()
    void navigate({ to })
  }
  return <a {...rest} href={to} onClick={go} />
}

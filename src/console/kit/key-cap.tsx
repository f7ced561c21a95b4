import type { ReactNode } from 'react'

/** A key as it is written on a keyboard. */
export function KeyCap({ name }: { readonly name: string }): ReactNode {
  return (
    <kbd className="key-cap" aria-hidden>
      {name === ' ' ? 'Space' : name.length === 1 ? name.toUpperCase() : name}
    </kbd>
  )
}

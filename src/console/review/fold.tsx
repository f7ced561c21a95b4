import { type ReactNode, useEffect, useRef, useState } from 'react'
import { KeyCap } from '../kit/key-cap.tsx'
import { type KeyBinding, useKeys } from '../kit/keys.tsx'

interface Given {
  readonly title: string
  /** Opens and closes it. */
  readonly keyName?: string
  /** What the key does, for the list of keys. */
  readonly keyLabel?: string
  readonly isOpen: boolean
  readonly onOpen?: (isOpen: boolean) => void
  readonly children: ReactNode
}

/** A part of the page that can be put away; on small screens it is. */
export function Fold({ title, keyName, keyLabel, isOpen: first, onOpen, children }: Given): ReactNode {
  const [isOpen, setOpen] = useState(first)
  const element = useRef<HTMLDetailsElement>(null)
  const byKey = useRef(false)
  const toggle = (open: boolean) => {
    setOpen(open)
    onOpen?.(open)
  }
  const bindings: readonly KeyBinding[] =
    keyName === undefined
      ? []
      : [
          {
            key: keyName,
            label: keyLabel ?? title,
            run() {
              byKey.current = true
              toggle(!isOpen)
            },
          },
        ]
  useKeys(bindings)
  useEffect(() => {
    if (isOpen && byKey.current) element.current?.scrollIntoView({ block: 'nearest' })
    byKey.current = false
  }, [isOpen])
  return (
    <details
      ref={element}
      className="panel review-fold"
      open={isOpen}
      onToggle={(event) => {
        const { open } = event.currentTarget
        if (open !== isOpen) toggle(open)
      }}
    >
      <summary>
        <h2>{title}</h2>
        {keyName !== undefined && <KeyCap name={keyName} />}
      </summary>
      {isOpen && <div className="review-fold-body">{children}</div>}
    </details>
  )
}

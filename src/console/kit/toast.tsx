import { type ReactNode, useSyncExternalStore } from 'react'

interface Told {
  readonly id: number
  readonly text: string
}

const SHOWN_MS = 6000
let told: readonly Told[] = []
let next = 0
const listeners = new Set<() => void>()

function change(to: readonly Told[]): void {
  told = to
  for (const listener of listeners) listener()
}

/** Tells what was done, for a few seconds. No content, no entities: it may be read by whoever walks by. */
export function toast(text: string): void {
  const id = next++
  change([...told, { id, text }])
  setTimeout(() => change(told.filter((one) => one.id !== id)), SHOWN_MS)
}

export function Toasts(): ReactNode {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => told,
  )
  return (
    <div className="toasts" role="status">
      {shown.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  )
}

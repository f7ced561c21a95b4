/** What is under way, and a way to wait until it is done. */
export interface InFlight<T> {
  add(one: T): void
  delete(one: T): void
  /** Resolves when everything that is under way at the call is done; later ones are not waited for. */
  drained(): Promise<void>
}

export function inFlight<T>(): InFlight<T> {
  const open = new Set<T>()
  const waiting: { readonly left: Set<T>; readonly resolve: () => void }[] = []
  return {
    add: (one) => void open.add(one),
    delete(one) {
      open.delete(one)
      for (let i = waiting.length - 1; i >= 0; i--) {
        const { left, resolve } = waiting[i]!
        left.delete(one)
        if (left.size > 0) continue
        waiting.splice(i, 1)
        resolve()
      }
    },
    drained() {
      if (open.size === 0) return Promise.resolve()
      return new Promise((resolve) => void waiting.push({ left: new Set(open), resolve }))
    },
  }
}

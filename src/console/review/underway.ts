/** Requests that are on their way. */
export interface Underway {
  /** Follows one until it has come through, or failed. */
  follow<T>(asked: Promise<T>): Promise<T>
  /** None is on its way any more, what came of them included. */
  through(): Promise<void>
}

export function createUnderway(): Underway {
  const open = new Set<Promise<unknown>>()
  return {
    follow(asked) {
      open.add(asked)
      const gone = () => void open.delete(asked)
      asked.then(gone, gone)
      return asked
    },
    async through() {
      while (open.size > 0) await Promise.allSettled(open)
    },
  }
}

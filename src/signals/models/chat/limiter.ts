import { ModelFault } from '../model-fault.ts'

/** Lets so many in at a time; so many more may wait, in order. */
export class Limiter {
  readonly #most: number
  readonly #mostWaiting: number
  #inside = 0
  readonly #waiting = new Set<() => void>()

  constructor(most: number, mostWaiting: number) {
    this.#most = most
    this.#mostWaiting = mostWaiting
  }

  get inside(): number {
    return this.#inside
  }

  /** Resolves when it is one's turn; whoever came in must `leave`. Rejects when too many wait, and when `stop` comes first. */
  enter(stop: AbortSignal): Promise<void> {
    if (this.#inside < this.#most) {
      this.#inside++
      return Promise.resolve()
    }
    if (this.#waiting.size >= this.#mostWaiting)
      return Promise.reject(new ModelFault('busy', 'too many questions are waiting already'))
    return new Promise((resolve, reject) => {
      const turn = () => {
        stop.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        this.#waiting.delete(turn)
        reject(new ModelFault('late', 'the deadline came before its turn'))
      }
      if (stop.aborted) return leave()
      this.#waiting.add(turn)
      stop.addEventListener('abort', leave, { once: true })
    })
  }

  leave(): void {
    const [next] = this.#waiting
    if (next === undefined) {
      this.#inside--
      return
    }
    this.#waiting.delete(next)
    next()
  }
}

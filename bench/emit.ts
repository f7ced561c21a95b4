/** One measured figure. */
export interface Figure {
  readonly bench: string
  readonly figure: string
  readonly value: number
  readonly unit: string
  /** What we set out to reach; null where there is no such thing. */
  readonly reach: number | null
  /** Whether it was reached. */
  readonly holds: boolean | null
  /** Whom the figure belongs to, when it is not ours. */
  readonly peer: string | null
}

export type Emit = (line: Figure) => void

export interface Bench {
  readonly name: string
  readonly summary: string
  /** Of a long bench: what of it can be run by itself. */
  readonly parts?: readonly string[]
  run(emit: Emit, options: BenchOptions): Promise<void>
}

export interface BenchOptions {
  readonly quick: boolean
  /** Whether peers that are not installed with the project may be, into a temporary folder. */
  readonly withPeer: boolean
  /** One of its parts; without: all of it. */
  readonly part?: string
}

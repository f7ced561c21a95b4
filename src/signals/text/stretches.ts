/** Stretches that tell by binary search whether one of them covers another. */
export class Stretches {
  private readonly starts: number[]
  /** The furthest end of the stretches up to each. */
  private readonly reach: number[] = []

  constructor(stretches: [number, number][]) {
    stretches.sort((a, b) => a[0] - b[0])
    this.starts = stretches.map(([start]) => start)
    let furthest = 0
    for (const [, end] of stretches) {
      furthest = Math.max(furthest, end)
      this.reach.push(furthest)
    }
  }

  covers(from: number, to: number): boolean {
    let low = 0
    let high = this.starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.starts[middle]! <= from) low = middle + 1
      else high = middle
    }
    return low > 0 && this.reach[low - 1]! >= to
  }
}

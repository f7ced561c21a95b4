/**
 * Members that a HyperLogLog sketch stands for, from how many registers have each rank (0 to q + 1). Without bias from
 * none to billions, and without tables. Source: O. Ertl, New cardinality estimation algorithms for HyperLogLog
 * sketches, 2017, algorithm 6.
 */
export function estimateMembers(ranks: Uint32Array, registers: number): number {
  const q = ranks.length - 2
  let z = registers * tau(1 - ranks[q + 1]! / registers)
  for (let k = q; k >= 1; k--) z = 0.5 * (z + ranks[k]!)
  z += registers * sigma(ranks[0]! / registers)
  return (registers * registers) / (2 * Math.LN2 * z)
}

function sigma(x: number): number {
  if (x === 1) return Number.POSITIVE_INFINITY
  let power = x
  let factor = 1
  let sum = x
  for (let last = -1; last !== sum; ) {
    power *= power
    last = sum
    sum += power * factor
    factor += factor
  }
  return sum
}

function tau(x: number): number {
  if (x === 0 || x === 1) return 0
  let root = x
  let factor = 1
  let sum = 1 - x
  for (let last = -1; last !== sum; ) {
    root = Math.sqrt(root)
    last = sum
    factor *= 0.5
    sum -= (1 - root) ** 2 * factor
  }
  return sum / 3
}

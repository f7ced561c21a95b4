/**
 * Sums the rows of weights of the features from `from` to `to`, a sum for each column. Four columns at a time are held
 * in local variables: several times faster than adding to an array.
 */
export function sumRows(
  weights: Float32Array,
  features: Int32Array,
  from: number,
  to: number,
  columns: number,
  sums: Float64Array,
): void {
  let k = 0
  for (; k + 4 <= columns; k += 4) sumFour(weights, features, from, to, columns, k, sums)
  if (columns - k === 3) {
    sumTwo(weights, features, from, to, columns, k, sums)
    sumOne(weights, features, from, to, columns, k + 2, sums)
  } else if (columns - k === 2) sumTwo(weights, features, from, to, columns, k, sums)
  else if (columns - k === 1) sumOne(weights, features, from, to, columns, k, sums)
}

function sumFour(
  weights: Float32Array,
  features: Int32Array,
  from: number,
  to: number,
  columns: number,
  at: number,
  sums: Float64Array,
): void {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let f = from; f < to; f++) {
    const w = features[f]! * columns + at
    a += weights[w]!
    b += weights[w + 1]!
    c += weights[w + 2]!
    d += weights[w + 3]!
  }
  sums[at] = a
  sums[at + 1] = b
  sums[at + 2] = c
  sums[at + 3] = d
}

function sumTwo(
  weights: Float32Array,
  features: Int32Array,
  from: number,
  to: number,
  columns: number,
  at: number,
  sums: Float64Array,
): void {
  let a = 0
  let b = 0
  for (let f = from; f < to; f++) {
    const w = features[f]! * columns + at
    a += weights[w]!
    b += weights[w + 1]!
  }
  sums[at] = a
  sums[at + 1] = b
}

function sumOne(
  weights: Float32Array,
  features: Int32Array,
  from: number,
  to: number,
  columns: number,
  at: number,
  sums: Float64Array,
): void {
  let a = 0
  for (let f = from; f < to; f++) a += weights[features[f]! * columns + at]!
  sums[at] = a
}

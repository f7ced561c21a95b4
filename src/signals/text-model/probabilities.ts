/**
 * Turns the log odds of each column into a probability for each label, in place in `into`. Labels that exclude each
 * other share 1 among them; of two, the one column is the log odds of the second.
 */
export function probabilities(
  logits: Float64Array | Float32Array,
  multiLabel: boolean,
  into: Float32Array | Float64Array,
): void {
  const columns = logits.length
  if (columns === 1 && !multiLabel) {
    const second = sigmoid(logits[0]!)
    into[0] = 1 - second
    into[1] = second
    return
  }
  let sum = 0
  for (let k = 0; k < columns; k++) {
    const p = sigmoid(logits[k]!)
    into[k] = p
    sum += p
  }
  if (multiLabel || sum === 0) return
  for (let k = 0; k < columns; k++) into[k] = into[k]! / sum
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/**
 * Which of many e-values tell of something real, such that at most `alpha` of those chosen are wrong on average, however the
 * e-values depend on each other: several models by several measures. `logs` are natural logarithms; indices are returned.
 * Source: Wang and Ramdas, False Discovery Rate Control with E-values (JRSS B 84, 2022).
 */
export function chosenByEvidence(logs: readonly number[], alpha: number): readonly number[] {
  const order = logs.map((_, i) => i).sort((x, y) => logs[y]! - logs[x]!)
  let chosen = 0
  order.forEach((index, i) => {
    if (logs[index]! >= Math.log(logs.length / ((i + 1) * alpha))) chosen = i + 1
  })
  return order.slice(0, chosen).sort((x, y) => x - y)
}

/**
 * Which of ordered hypotheses may be rejected, such that any false one is with chance at most `delta`: from each start, an
 * index, the p-values are walked in order as long as they are at most delta / starts. Starts are fixed without a look at the
 * p-values.
 *
 * The order is from what is most surely safe; with one start an early bad p-value ends it all. Source: Angelopoulos, Bates,
 * Candès, Jordan and Lei, Learn then Test (2021), algorithm 1 (fixed-sequence testing with several starts).
 */
export function learnThenTest(
  pValues: readonly number[],
  starts: readonly number[],
  delta: number,
): readonly number[] {
  const each = delta / starts.length
  const rejected = new Set<number>()
  for (const start of starts)
    for (let i = start; i < pValues.length && pValues[i]! <= each; i++) rejected.add(i)
  return [...rejected].sort((x, y) => x - y)
}

const EVERY_MS = 100

/** Asks until there is an answer, and gives it; the test's own time limit ends it. */
export async function awaited<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}

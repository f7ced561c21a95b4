import type { TokenChance } from './chat-format.ts'

/** Among the first tokens of an answer, the first that is more than white space; models often begin with a line break. */
export function firstWord(tokens: readonly TokenChance[] | undefined): TokenChance | undefined {
  return tokens?.slice(0, 4).find(({ token }) => token.trim() !== '')
}

/** The chance (0 to 1) of a word in the place of this token, all its spellings with white space together. */
export function chanceOf(word: string, { token, logprob, top_logprobs }: TokenChance): number {
  const spelt = new Map<string, number>([[token, logprob]])
  for (const one of top_logprobs ?? []) spelt.set(one.token, one.logprob)
  let chance = 0
  for (const [one, log] of spelt) if (one.trim() === word) chance += Math.exp(log)
  return Math.min(1, chance)
}

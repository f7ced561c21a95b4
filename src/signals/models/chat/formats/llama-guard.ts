import { breakTokens } from '../break-tokens.ts'
import type { ChatAnswer, ChatFormat, ChatRead } from '../chat-format.ts'
import { chanceOf, firstWord } from '../first-token.ts'

const CATEGORIES = Array.from({ length: 14 }, (_, i) => `S${i + 1}`)
const UNSAFE = /^unsafe\n((?:S(?:1[0-4]|[1-9]))(?:, ?S(?:1[0-4]|[1-9]))*)$/

/**
 * Llama Guard 3 and 4: the server's template puts the task and the categories S1 to S14 around the user's message.
 * `safe`, or `unsafe` and a line of categories. The score is P(first token = unsafe), 0 or 1 where the server gives no
 * log probabilities; a category that is named gets the same score, any other 0. Source: Meta's model cards.
 */
export const llamaGuard: ChatFormat = {
  format: 'llama-guard',
  needsPolicy: false,
  firstTokenOnly: false,
  labels: () => ['violation', ...CATEGORIES],
  messages: (content) => [{ role: 'user', content: breakTokens(content) }],
  request: ({ max_tokens = 64 }) => ({ max_tokens, logprobs: true, top_logprobs: 5 }),
  read,
}

function read({ text, tokens }: ChatAnswer): ChatRead {
  const said = text.trim()
  const named = said === 'safe' ? [] : UNSAFE.exec(said)?.[1]?.split(/, ?/)
  if (named === undefined) return { ok: false, what: 'it is neither "safe" nor "unsafe" with categories' }
  if (new Set(named).size !== named.length) return { ok: false, what: 'it names a category twice' }
  const unsafe = named.length > 0
  const first = firstWord(tokens)
  let violation = unsafe ? 1 : 0
  if (first !== undefined) {
    // Some vocabularies cut "unsafe" in two; then its first piece stands where the word would.
    const piece = first.token.trim()
    if (!(unsafe ? 'unsafe' : 'safe').startsWith(piece))
      return { ok: false, what: 'its log probabilities are of another answer' }
    violation = chanceOf(unsafe ? piece : 'unsafe', first)
    if (!unsafe && violation === 0) violation = 1 - chanceOf(piece, first)
    if (!unsafe && violation > 0.5) return { ok: false, what: 'its log probabilities contradict it' }
  }
  return {
    ok: true,
    scores: [violation, ...CATEGORIES.map((one) => (named.includes(one) ? violation : 0))],
  }
}

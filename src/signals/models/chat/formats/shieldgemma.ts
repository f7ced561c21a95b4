import type { PolicyText } from '../../model-kind.ts'
import { breakTokens } from '../break-tokens.ts'
import type { ChatAnswer, ChatFormat, ChatRead } from '../chat-format.ts'
import { chanceOf, firstWord } from '../first-token.ts'

/**
 * ShieldGemma: one principle a call, `Yes` or `No`. The score is the softmax over the two first tokens; 0 or 1 where
 * the server gives no log probabilities. Source: the Gemma cookbook.
 */
export const shieldgemma: ChatFormat = {
  format: 'shieldgemma',
  needsPolicy: true,
  firstTokenOnly: true,
  labels: () => ['violation'],
  messages: (content, { prompt }, policy) => [
    { role: 'user', content: question(breakTokens(content), prompt ?? principleOf(policy)) },
  ],
  request: ({ max_tokens = 1 }) => ({ max_tokens, logprobs: true, top_logprobs: 10 }),
  read,
}

function principleOf(policy: PolicyText | undefined): string {
  return `* "${policy?.title ?? ''}": ${policy?.guideline ?? ''}`
}

function question(content: string, principle: string): string {
  return `You are a policy expert trying to help determine whether a user prompt is in violation of the defined safety policies.

<start_of_turn>
Human Question: ${content.trim()}
<end_of_turn>

Our safety principle is defined in the below:

${principle}

Now tell me whether the prompt violates our safety principle. Your answer must start with 'Yes' or 'No'. And then walk through step by step to be sure we answer correctly.`
}

function read({ text, tokens }: ChatAnswer): ChatRead {
  const said = text.trim()
  if (said !== 'Yes' && said !== 'No') return { ok: false, what: 'it is neither "Yes" nor "No"' }
  const first = firstWord(tokens)
  if (first === undefined) return { ok: true, scores: [said === 'Yes' ? 1 : 0] }
  if (first.token.trim() !== said) return { ok: false, what: 'its log probabilities are of another answer' }
  const [yes, no] = [chanceOf('Yes', first), chanceOf('No', first)]
  return yes + no > 0
    ? { ok: true, scores: [yes / (yes + no)] }
    : { ok: false, what: 'its log probabilities are none' }
}

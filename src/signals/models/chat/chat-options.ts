import { z } from 'zod'
import { parseDuration } from '../../../core/duration.ts'
import { ServiceUrl } from '../../remote/service-url.ts'

const Duration = z
  .string()
  .max(32)
  .regex(/^(\d+(\.\d+)?(ms|s|m|h|d))+$/, 'expected a length of time such as 30s or 1h')
const Label = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, 'a category has letters, digits, and . _ - only')

/** What a chat model has beside kind, of, on, deadline and degrade in models.yaml. */
export const ChatOptions = z.strictObject({
  /** The whole address, as `http://127.0.0.1:8000/v1/chat/completions`. */
  url: ServiceUrl,
  /** The model's name at the service. */
  model: z.string().min(1).max(200),
  /** How the question is put and the answer read. */
  format: z.enum(['gpt-oss-safeguard', 'llama-guard', 'shieldgemma']),
  /** Id of the policy whose guideline is the question. */
  policy: z.string().max(64).exactOptional(),
  /** A prompt of one's own in place of the one made from the policy's guideline. */
  prompt: z.string().min(1).max(20_000).exactOptional(),
  /** The environment variable that holds the service's key: never the key itself. */
  key: z
    .string()
    .regex(
      /^[A-Z][A-Z0-9_]{0,63}$/,
      'name an environment variable such as GUARD_KEY; a pack holds no secrets',
    )
    .exactOptional(),
  /** gpt-oss-safeguard: what the prompt asks for. */
  answer: z.enum(['binary', 'json']).exactOptional(),
  /** gpt-oss-safeguard with `answer: json`: the categories that each get a score of their own. */
  categories: z.array(Label).min(1).max(50).exactOptional(),
  reasoning: z.enum(['low', 'medium', 'high']).exactOptional(),
  max_tokens: z.int().min(1).max(32_768).exactOptional(),
  /** Questions asked at the same time, and how many more may wait. */
  concurrency: z.int().min(1).max(256).exactOptional(),
  queue: z.int().min(0).max(10_000).exactOptional(),
  retries: z.int().min(0).max(5).exactOptional(),
  cache: z
    .strictObject({ entries: z.int().min(0).max(1_000_000), ttl: Duration.exactOptional() })
    .exactOptional(),
  breaker: z
    .strictObject({ failures: z.int().min(1).max(1000), rest: Duration.exactOptional() })
    .exactOptional(),
  /** Of a million tokens. */
  prices: z.strictObject({ input: z.number().min(0), output: z.number().min(0) }).exactOptional(),
})
export type ChatOptions = z.infer<typeof ChatOptions>

export const CHAT_DEFAULTS = {
  concurrency: 8,
  queue: 64,
  retries: 1,
  cacheEntries: 10_000,
  cacheTtlMs: 3_600_000,
  breakerFailures: 5,
  breakerRestMs: 10_000,
} as const

/** Checked before: a length of time in ms, or what it is when left out. */
export function msOf(duration: string | undefined, otherwise: number): number {
  return duration === undefined ? otherwise : (parseDuration(duration) ?? otherwise)
}

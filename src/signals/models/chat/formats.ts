import type { ChatFormat } from './chat-format.ts'
import type { ChatOptions } from './chat-options.ts'
import { gptOssSafeguard } from './formats/gpt-oss-safeguard.ts'
import { llamaGuard } from './formats/llama-guard.ts'
import { shieldgemma } from './formats/shieldgemma.ts'

/** Every format of an answer that can be declared. */
export const CHAT_FORMATS: Readonly<Record<ChatOptions['format'], ChatFormat>> = {
  'gpt-oss-safeguard': gptOssSafeguard,
  'llama-guard': llamaGuard,
  shieldgemma,
}

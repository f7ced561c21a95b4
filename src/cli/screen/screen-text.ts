import type { EventInput } from '../../api/contract/screen.ts'
import type { CliAdapters } from '../adapters.ts'
import type { ExitName } from '../exit-codes.ts'
import { interruptible } from '../interrupt.ts'
import type { Answer, Judge } from './answer.ts'
import { eventOfText } from './event-of-text.ts'

export interface ScreenTextOptions {
  readonly type: string
  readonly feature: string
  readonly world?: string
  readonly actor?: string
  readonly json?: true
}

/** Judges one text and prints the answer: the verdict, and each reason with the values that its rule saw. */
export async function screenText(
  adapters: CliAdapters,
  judge: Judge,
  text: string,
  options: ScreenTextOptions,
): Promise<ExitName> {
  const { type, feature, world, actor } = options
  const event = eventOfText(text, { type, feature, world, actor })
  return interruptible(adapters, async (signal) => {
    for await (const answer of judge(once(event), signal)) {
      const json = answer.kind === 'reply' ? answer.reply : answer.problem
      await adapters.stdout.write(options.json ? `${JSON.stringify(json)}\n` : renderAnswer(answer))
      return answer.kind === 'reply' ? 'ok' : 'refused'
    }
    return 'interrupted'
  })
}

async function* once(event: EventInput): AsyncGenerator<EventInput, void, undefined> {
  yield event
}

function renderAnswer(answer: Answer): string {
  if (answer.kind === 'problem') {
    const { title, detail, wayOut } = answer.problem
    return `refused: ${title}. ${detail} ${wayOut}\n`
  }
  const { verdict, masked, reasons, unknown, decision, ruleset, latencyMs } = answer.reply
  const lines = [
    masked === undefined ? verdict : `${verdict}: ${masked}`,
    ...reasons.map(({ rule, policy, severity, saw }) => `  ${rule} (${policy}, ${severity})${inWords(saw)}`),
    ...unknown.map(({ rule, missing }) => `  ${rule} could not be decided: ${missing.join(', ')} missing`),
    decision === undefined
      ? `nothing stored; ruleset ${ruleset}, ${latencyMs} ms`
      : `${decision}; ruleset ${ruleset}, ${latencyMs} ms`,
  ]
  return `${lines.join('\n')}\n`
}

function inWords(saw: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(saw).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
  return parts.length > 0 ? ` saw ${parts.join(', ')}` : ''
}

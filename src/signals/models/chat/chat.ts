import { hashOf } from '../../hash-of.ts'
import { ModelFault } from '../model-fault.ts'
import { type ModelKind, type ModelSource, scoresOf } from '../model-kind.ts'
import { scoreType } from '../score-type.ts'
import { chatModel } from './chat-model.ts'
import { ChatOptions } from './chat-options.ts'
import { CHAT_FORMATS } from './formats.ts'

/** `chat`: a safety classifier behind an OpenAI-compatible chat endpoint, with a policy of the pack as its prompt. */
export const chat: ModelKind = {
  kind: 'chat',
  options: ChatOptions,
  cost: 'dear',
  hasFiles: false,
  // What a dear model is asked about is unclear as it is: without an answer somebody should look.
  defaults: { deadlineMs: 1000, degrade: 'hold' },
  policy: (options) => (options as ChatOptions).policy,
  look(source) {
    const options = source.options as ChatOptions
    const format = CHAT_FORMATS[options.format]
    if (format.needsPolicy && options.policy === undefined && options.prompt === undefined)
      return {
        ok: false,
        code: 'missing-key',
        message: `a model of the format ${options.format} is asked about a policy, and none is named`,
        wayOut: 'add policy: harassment.insult, or a prompt of your own',
      }
    const stray = STRAY.find(
      ({ key, formats }) => options[key] !== undefined && !formats.includes(options.format),
    )
    if (stray !== undefined)
      return {
        ok: false,
        code: 'stray-key',
        message: `"${stray.key}" means nothing to the format ${options.format}`,
        wayOut: 'remove it',
        key: stray.key,
      }
    if (options.categories !== undefined && options.answer !== 'json')
      return {
        ok: false,
        code: 'stray-key',
        message: 'categories are named in answers of JSON only',
        wayOut: 'add answer: json',
        key: 'categories',
      }
    return { ok: true, labels: format.labels(options), version: versionOf(source) }
  },
  build(binding, host) {
    const { name, of, labels } = binding
    const version = versionOf(binding)
    const ask = host && chatModel(host, { ...binding, version })
    return {
      name: `model.${name}`,
      of,
      version,
      type: scoreType(name, labels),
      cost: 'dear',
      async evaluate(item, _event, stop) {
        if (ask === undefined) throw new ModelFault('failed', `Model "${name}" is not asked here`)
        return scoresOf(labels, await ask(item.raw, stop))
      },
    }
  },
  whereRuns: async ({ options }) => new URL((options as ChatOptions).url).host,
  async prepare({ name, options }, host) {
    const { key } = options as ChatOptions
    if (key !== undefined && host.secret(key) === undefined)
      throw new Error(
        `the model "${name}" needs a key in the environment variable ${key}, which is not set; set it where Haechi starts`,
      )
  },
}

const STRAY: readonly {
  readonly key: keyof ChatOptions
  readonly formats: readonly ChatOptions['format'][]
}[] = [
  { key: 'answer', formats: ['gpt-oss-safeguard'] },
  { key: 'categories', formats: ['gpt-oss-safeguard'] },
  { key: 'reasoning', formats: ['gpt-oss-safeguard'] },
  { key: 'policy', formats: ['gpt-oss-safeguard', 'shieldgemma'] },
  { key: 'prompt', formats: ['gpt-oss-safeguard', 'shieldgemma'] },
]

/** Version of the prompts and parsers: raise it when one changes. */
const FORM = 1

/** What an answer hangs on: neither the limits nor the key. */
function versionOf({ options, policy }: ModelSource): string {
  const { url, model, format, prompt, answer, categories, reasoning, max_tokens } = options as ChatOptions
  return hashOf({
    kind: 'chat',
    form: FORM,
    ...{ url, model, format, prompt, answer, categories, reasoning, max_tokens },
    policy,
  })
}

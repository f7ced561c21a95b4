import { z } from 'zod'
import type { ValueType } from '../../core/value.ts'
import { hashOf } from '../hash-of.ts'
import type { SignalKind } from '../signal-kind.ts'
import { parseJson } from './parse-json.ts'
import { postJson } from './post-json.ts'
import { ServiceUrl } from './service-url.ts'

const RemoteOptions = z.strictObject({
  /** Where the content is posted. */
  url: ServiceUrl,
})

const TYPE: ValueType = {
  kind: 'object',
  name: 'RemoteScore',
  fields: { score: { kind: 'double' }, label: { kind: 'string' } },
}

const Reply = z.object({ value: z.object({ score: z.number(), label: z.string().max(200) }) })

/** A reply holds two short values: whatever is longer is none, and is not read to its end. In bytes. */
export const LONGEST_REPLY = 65_536

/**
 * `remote`: the answer of another service. Posts `{ content, type, world }` as JSON and expects
 * `{ value: { score, label } }`. Rejects on any status but 200, a redirect, a malformed or long reply, or `stop`.
 */
export const remote: SignalKind = {
  kind: 'remote',
  options: RemoteOptions,
  cost: 'dear',
  type: TYPE,
  build({ name, of, options }) {
    const { url } = RemoteOptions.parse(options)
    const fail = (what: string): Error => new Error(`Signal "${name}": ${new URL(url).host} ${what}`)
    return {
      name,
      of,
      version: hashOf({ kind: 'remote', form: 1, of, url }),
      type: TYPE,
      cost: 'dear',
      async evaluate(item, event, stop) {
        const { status, text } = await postJson(fetch, {
          url,
          body: { content: item.raw, type: event.type, world: event.world },
          longestReply: LONGEST_REPLY,
          stop,
        })
        if (status !== 200) throw fail(`answered with status ${status}; it should answer 200`)
        if (text === undefined)
          throw fail(`answered with more than ${LONGEST_REPLY} bytes; it should give one value`)
        const reply = Reply.safeParse(parseJson(text))
        if (!reply.success)
          throw fail('answered in another form; it should give { "value": { "score", "label" } }')
        return reply.data.value
      },
    }
  },
}

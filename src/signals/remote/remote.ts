import { z } from 'zod'
import type { ValueType } from '../../core/value.ts'
import { hashOf } from '../hash-of.ts'
import type { SignalKind } from '../signal-kind.ts'

const RemoteOptions = z.strictObject({
  /** Where the content is posted. */
  url: z
    .url({ protocol: /^https?$/ })
    .refine(
      (url) => !/^[a-z]+:\/\/[^/]*@/i.test(url),
      'a password in a URL would be logged by others; leave it out',
    ),
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
        const response = await fetch(url, {
          method: 'POST',
          // A redirect could send players' words to a host that the pack does not name.
          redirect: 'error',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ content: item.raw, type: event.type, world: event.world }),
          signal: stop,
        })
        if (response.status !== 200) {
          await response.body?.cancel()
          throw fail(`answered with status ${response.status}; it should answer 200`)
        }
        const text = await readBounded(response, LONGEST_REPLY)
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The body as text, or undefined when it is longer than `most` bytes. */
async function readBounded(response: Response, most: number): Promise<string | undefined> {
  if (!response.body) return ''
  const reader = response.body.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(parts).toString('utf8')
    size += value.byteLength
    if (size > most) {
      await reader.cancel()
      return undefined
    }
    parts.push(value)
  }
}

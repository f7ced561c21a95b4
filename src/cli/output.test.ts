import { PassThrough, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { OutputClosed, outputTo } from './output.ts'

test('what is written arrives', async () => {
  const stream = new PassThrough()
  const output = outputTo(stream)
  await output.write('one\n')
  expect(stream.read().toString()).toBe('one\n')
  expect(output.isTTY).toBe(false)
})

test('a reader that has gone is told as such, and does not end the process', async () => {
  const stream = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
  })
  const output = outputTo(stream)
  await expect(output.write('one\n')).rejects.toBeInstanceOf(OutputClosed)
  await expect(output.write('two\n')).rejects.toBeInstanceOf(OutputClosed)
})

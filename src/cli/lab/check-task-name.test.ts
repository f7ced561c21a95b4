import { expect, test } from 'vitest'
import { cli } from '../capture.fixture.ts'

// Nobody answers here: a name that cannot be is told before the service is asked.
const given = { cwd: '/', settings: { url: 'http://127.0.0.1:9', key: 'k' } }

test.each([
  ['lab', 'run', 'Chat abuse'],
  ['train', 'chat-abuse'],
  ['data', 'import', '1chat', 'rows.csv'],
])('haechi %s %s %s is refused with what a name is made of', async (...argv) => {
  const { code, err } = await cli(given, ...argv.filter((one) => one !== undefined))
  expect([code, err]).toEqual([2, expect.stringContaining('a task is named by a-z, 0-9 and _')])
})

test('a name that can be goes on to the service', async () => {
  const { code, err } = await cli(given, 'lab', 'run', 'chat_abuse')
  expect([code, err]).toEqual([3, expect.stringContaining('Nobody answers')])
})

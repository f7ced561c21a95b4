import { expect, test } from 'vitest'
import { Task } from '../../lab/task.ts'
import { checkPack } from '../../pack/check-pack.ts'
import { MEDIA_PACK } from '../../pack/media-pack.fixture.ts'
import { fileOfTask } from './file-of-task.ts'
import { asPackSays } from './text-of-task.ts'

const [ONE, OTHER] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`] as const
const packOf = (models?: string) => {
  const { pack, diagnostics } = checkPack(
    models === undefined ? MEDIA_PACK : { ...MEDIA_PACK, 'models.yaml': models },
  )
  if (pack === undefined) throw new Error(JSON.stringify(diagnostics))
  return pack
}
const picture = { type: 'picture.change', data: { picture: ONE } }
const item = { type: 'item.listing', data: { mesh: OTHER } }
const chat = { type: 'chat.message', data: { text: ONE } }

test('without a model in the pack, and a word of the task, the first file of an event is read', () => {
  const read = fileOfTask(packOf(), { name: 'looks', of: 'content' })
  expect([picture, item, chat].map(read)).toEqual([ONE, OTHER, undefined])
  const some = fileOfTask(packOf(), { name: 'looks', of: 'content', on: ['item.listing'] })
  expect([picture, item].map(some)).toEqual([undefined, OTHER])
})

test('the feature that the task names, or the model of the pack reads, is read alone', () => {
  const named = fileOfTask(packOf(), { name: 'looks', of: 'mesh' })
  expect([picture, item].map(named)).toEqual([undefined, OTHER])
  const bound = packOf('hats: { kind: lab, task: looks, of: picture, content: image }\n')
  expect([picture, item].map(fileOfTask(bound, { name: 'looks', of: 'content' }))).toEqual([ONE, undefined])
})

test('that its rows are pictures a task need not say where its model in the pack does', () => {
  const bound = packOf('hats: { kind: lab, task: looks, of: picture, content: image }\n')
  const task = (name: string, content?: 'text' | 'image') => Task.parse({ name, ...(content && { content }) })
  expect(asPackSays(bound, task('looks')).content).toBe('image')
  expect(asPackSays(bound, task('looks', 'text')).content).toBe('text')
  expect(asPackSays(bound, task('chat')).content).toBeUndefined()
})

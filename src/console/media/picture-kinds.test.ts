import { expect, test } from 'vitest'
import { groupPictures, mediaOf } from './picture-kinds.ts'

const picture = (name: string, found = 0) => ({ name, marks: Array.from({ length: found }) })

test('what was found stands first, and each picture in its group', () => {
  const groups = groupPictures([
    picture('view.front'),
    picture('texture.0', 1),
    picture('mesh.2.left'),
    picture('island.0.1'),
    picture('odd'),
  ])
  expect([...groups].map(([group, members]) => [group, members.map(({ name }) => name)])).toEqual([
    ['found', ['texture.0']],
    ['views', ['view.front']],
    ['textures', ['texture.0', 'island.0.1']],
    ['meshes', ['mesh.2.left']],
    ['others', ['odd']],
  ])
})

test('files are told from other values by their form', () => {
  const id = `sha256:${'a'.repeat(64)}`
  expect(mediaOf({ model: id, title: 'sha256: of it', price: 3, picture: `${id}0` })).toEqual([['model', id]])
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CAPABILITIES, type Capability, ROLE_CAPABILITIES, Role } from '../src/access/capability.ts'

test('the table of roles in docs/access.md is that of the code', () => {
  const rows = readFileSync(new URL('../docs/access.md', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().replaceAll('`', '')))
  const [, ...roles] = rows.find(([first]) => first === 'capability')!
  expect(roles.toSorted()).toEqual([...Role.options].toSorted())
  const table = new Map(rows.map(([first = '', ...cells]) => [first, cells]))
  for (const capability of Object.keys(CAPABILITIES) as Capability[]) {
    const who = roles.filter((_, i) => table.get(capability)?.[i] === 'x')
    const does = Role.options.filter((role) => ROLE_CAPABILITIES[role].includes(capability))
    expect([capability, who.toSorted()]).toEqual([capability, does.toSorted()])
  }
})

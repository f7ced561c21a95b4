import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  CAPABILITIES,
  type Capability,
  KeyScope,
  ROLE_CAPABILITIES,
  Role,
  SCOPE_CAPABILITIES,
} from '../src/access/capability.ts'

const ALL = Object.keys(CAPABILITIES) as Capability[]

/** The tables of docs/access.md whose first column is of capabilities: heads, and what is marked. */
function tables() {
  return readFileSync(new URL('../docs/access.md', import.meta.url), 'utf8')
    .split('\n\n')
    .filter((part) => part.startsWith('| capability'))
    .map((part) => {
      const [head, , ...rows] = part
        .trim()
        .split('\n')
        .map((line) =>
          line
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim().replaceAll('`', '')),
        )
      return { heads: head!.slice(1), rows }
    })
}

function marked({ heads, rows }: ReturnType<typeof tables>[number]): Map<string, string[]> {
  const said = new Map<string, string[]>(heads.map((head) => [head, []]))
  const named = new Set(rows.flatMap(([first]) => first!.split(', ')))
  for (const [first, ...cells] of rows) {
    const capabilities = first === 'all others' ? ALL.filter((one) => !named.has(one)) : first!.split(', ')
    for (const [i, cell] of cells.entries()) if (cell === 'x') said.get(heads[i]!)!.push(...capabilities)
  }
  return said
}

test('the table of roles in docs/access.md is that of the code', () => {
  const said = marked(tables()[0]!)
  expect([...said.keys()].sort()).toEqual([...Role.options].sort())
  for (const [role, capabilities] of said)
    expect([role, capabilities.sort()]).toEqual([role, [...ROLE_CAPABILITIES[role as Role]].sort()])
})

test('the table of key scopes is that of the code', () => {
  const said = marked(tables()[1]!)
  for (const [scope, capabilities] of said)
    expect([scope, capabilities.sort()]).toEqual([scope, [...SCOPE_CAPABILITIES[scope as KeyScope]].sort()])
  expect(KeyScope.options.filter((scope) => !said.has(scope))).toEqual(['person'])
})

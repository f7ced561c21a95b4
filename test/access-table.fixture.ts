import type { Capability, KeyScope, Role } from '../src/access/capability.ts'

/**
 * Who may do what, written out by hand: the tests hold the code to this table, and the routes to both. A capability,
 * role or scope that is added to the code must be added here too, by somebody who has thought about who should have it.
 */
const TABLE = `
                  admin policy_manager analyst adjudicator reviewer auditor | screen read label report review admin
screen            x     -              -       -           -        -       | x      -    -     -      -      x
read              x     x              x       x           -        x       | -      x    -     -      -      x
media.read        x     x              x       x           x        x       | x      x    -     -      x      x
label             x     x              x       -           -        -       | -      -    x     -      -      x
content.bulk      x     -              x       -           -        -       | -      -    -     -      -      x
report.send       x     -              -       -           -        -       | -      -    -     x      -      x
job.read          x     x              x       x           x        x       | -      -    -     -      x      x
job.work          x     -              -       x           x        -       | -      -    -     -      -      x
job.adjudicate    x     -              -       x           -        -       | -      -    -     -      -      x
job.manage        x     x              -       -           -        -       | -      -    -     -      -      x
quality.read      x     x              x       x           -        x       | -      -    -     -      x      x
enforcement.read  x     x              x       x           -        x       | -      -    -     -      x      x
enforcement.act   x     -              x       -           -        -       | -      -    -     -      x      x
endpoint.manage   x     -              -       -           -        -       | -      -    -     -      -      x
policy.manage     x     x              -       -           -        -       | -      -    -     -      -      x
model.read        x     x              x       x           -        x       | -      x    -     -      -      x
model.manage      x     x              -       -           -        -       | -      -    -     -      -      x
bank.read         x     x              x       x           x        x       | -      x    -     -      -      x
bank.judge        x     x              -       x           x        -       | -      -    -     -      -      x
bank.manage       x     x              -       -           -        -       | -      -    -     -      -      x
bank.export       x     -              -       -           -        -       | -      -    -     -      -      x
key.manage        x     -              -       -           -        -       | -      -    -     -      -      x
user.manage       x     -              -       -           -        -       | -      -    -     -      -      x
audit.read        x     -              -       -           -        x       | -      -    -     -      -      x
erase             x     -              -       -           -        -       | -      -    -     -      -      x
`

const [head = '', ...rows] = TABLE.trim().split('\n')
const [roleNames, scopeNames] = head.split('|').map((half) => half.trim().split(/\s+/)) as [
  Role[],
  KeyScope[],
]
const cells = rows.map((row) => {
  const [left = '', right = ''] = row.split('|')
  const [capability, ...ofRoles] = left.trim().split(/\s+/)
  return { capability: capability as Capability, ofRoles, ofScopes: right.trim().split(/\s+/) }
})

const columns = <Name extends string>(names: readonly Name[], of: 'ofRoles' | 'ofScopes') =>
  Object.fromEntries(
    names.map((name, i) => [name, cells.filter((row) => row[of][i] === 'x').map((row) => row.capability)]),
  ) as Record<Name, Capability[]>

export const EXPECTED_CAPABILITIES = cells.map(({ capability }) => capability)
export const EXPECTED_ROLES = columns(roleNames, 'ofRoles')
/** The scope `person` alone is not here: it is what the person may. */
export const EXPECTED_SCOPES = columns(scopeNames, 'ofScopes')

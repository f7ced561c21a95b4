import type { User } from '../api/contract/users.ts'
import type { Client } from '../client/client.ts'
import { CliFailure } from './failure.ts'

/** The user of an id, or of an e-mail address, which then travels in no address; `admin` for one without. */
export async function findUser(client: Pick<Client, 'users'>, who: string): Promise<User> {
  if (/^usr-[0-9a-f]{32}$/.test(who)) return client.users.get(who)
  const wanted = who.toLowerCase()
  const found = (await client.users.list()).find(({ email, name }) => (email ?? name) === wanted)
  if (found === undefined)
    throw new CliFailure(
      'refused',
      `There is nobody with the id or e-mail address "${who}"; \`haechi user list\` shows who there is`,
    )
  return found
}

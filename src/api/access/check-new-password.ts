import { passwordProblem, SHORTEST_PASSWORD } from '../../access/password-problem.ts'
import { refusal } from '../problem-error.ts'

const SAYS = {
  short: `has less than ${SHORTEST_PASSWORD} characters`,
  long: 'is too long',
  common: 'is one that many people use, or nearly',
  personal: 'holds your name or address',
}

/** Throws the problem when a password that somebody chooses is a weak one; never says the password. */
export function checkNewPassword(
  password: string,
  person: { readonly name: string; readonly email: string | null },
  field: string,
): void {
  const problem = passwordProblem(password, person)
  if (problem === undefined) return
  const wayOut = 'Choose several words that do not belong together.'
  throw refusal('invalid-request', 'The password is too easy to guess.', {
    field,
    wayOut,
    errors: [{ field, problem: SAYS[problem], wayOut }],
  })
}

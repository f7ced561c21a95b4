import type { Client } from '../../client/client.ts'
import type { SimulatedReviewer } from './reviewer.ts'
import type { Seat } from './run-review.ts'
import { serviceDesk } from './service-desk.ts'

export interface SeatDeps {
  /** Of somebody who may invite people and make keys. */
  readonly admin: Pick<Client, 'users' | 'keys'>
  /** A client with another key. */
  readonly clientOf: (key: string) => Pick<Client, 'jobs'>
}

/** A simulated person at the service: as whom they are known there. */
export interface ServiceSeat extends Seat {
  readonly user: string
}

/**
 * Invites simulated people, each with a key that speaks for them; `run` keeps those of one run apart from others'. One in
 * four may settle disagreements, the first one at least. All are cleared for everything and given every language, also one
 * that they read badly: what that costs is to be seen.
 */
export async function seatPeople(
  { admin, clientOf }: SeatDeps,
  reviewers: readonly SimulatedReviewer[],
  run: string,
): Promise<ServiceSeat[]> {
  const seats: ServiceSeat[] = []
  for (const [i, reviewer] of reviewers.entries()) {
    const { user } = await admin.users.invite({
      ...{ name: `${reviewer.name} (simulated)`, role: i % 4 === 0 ? 'adjudicator' : 'reviewer' },
      // A top-level domain that belongs to nobody (RFC 2606).
      email: `${reviewer.name.toLowerCase()}.${run}@demo.invalid`,
      skills: { languages: null, families: null, clearance: 'S0' },
    })
    const { secret } = await admin.keys.create({
      ...{ name: `simulated ${reviewer.name} ${run}`, scopes: ['person'], user: user.id },
    })
    seats.push({ reviewer, desk: serviceDesk(clientOf(secret)), user: user.id })
  }
  return seats
}

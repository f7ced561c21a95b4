import type { Scheme } from './scheme.ts'
import { beginAdvertWave } from './schemes/advert-wave.ts'
import { beginBirthday } from './schemes/birthday.ts'
import { beginCampaign } from './schemes/campaign.ts'
import { beginCloseFriends } from './schemes/close-friends.ts'
import { beginCoinMoving } from './schemes/coin-moving.ts'
import { beginGreeting } from './schemes/greeting.ts'
import { beginInvitation } from './schemes/invitation.ts'
import { beginLostNewcomer } from './schemes/lost-newcomer.ts'
import { beginMassRequests } from './schemes/mass-requests.ts'
import { beginRaid } from './schemes/raid.ts'
import { beginSlowApproach } from './schemes/slow-approach.ts'

/** Schemes that do harm; their weights are among those of roles. */
export const HARMFUL_SCHEMES = {
  raid: { begin: beginRaid, weight: 6, size: 37.5 },
  campaign: { begin: beginCampaign, weight: 10, size: 37.5 },
  'advert-wave': { begin: beginAdvertWave, weight: 6, size: 33.8 },
  'slow-approach': { begin: beginSlowApproach, weight: 7, size: 33.75 },
  'mass-requests': { begin: beginMassRequests, weight: 10, size: 115 },
  'coin-moving': { begin: beginCoinMoving, weight: 3, size: 22.5 },
} as const satisfies Record<string, Scheme>

/** Innocent doings that look like one of the above; weights per thousand events of ordinary players. */
export const INNOCENT_SCHEMES = {
  greeting: { begin: beginGreeting, weight: 4, size: 27.5 },
  invitation: { begin: beginInvitation, weight: 3, size: 21 },
  birthday: { begin: beginBirthday, weight: 4, size: 27.5 },
  'close-friends': { begin: beginCloseFriends, weight: 3, size: 31 },
  'lost-newcomer': { begin: beginLostNewcomer, weight: 1, size: 5.5 },
} as const satisfies Record<string, Scheme>

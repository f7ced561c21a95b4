import type { AccessSettingsWire } from '../contract/users.ts'
import type { MakeHandler } from '../handler.ts'
import { ProblemError } from '../problem-error.ts'
import { worldNotAllowed } from '../screen-event.ts'
import { orUnavailable } from './stored-decision.ts'

/** Shows for which roles a second factor is required. */
export const accessSettings: MakeHandler =
  ({ access }) =>
  async () => {
    const { requireTotp } = await orUnavailable(access.store.settings())
    return { requireTotp: [...requireTotp] } satisfies AccessSettingsWire
  }

/** Requires a second factor of roles. */
export const setAccessSettings: MakeHandler =
  ({ access }) =>
  async (request) => {
    if (request.grant!.worlds !== null) throw new ProblemError(worldNotAllowed(false))
    const { requireTotp } = request.body as AccessSettingsWire
    const settings = { requireTotp: [...new Set(requireTotp)] }
    await orUnavailable(access.store.setSettings(settings))
    access.forgetSettings()
    return settings
  }

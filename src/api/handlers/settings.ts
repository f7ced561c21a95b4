import type { SettingsReply } from '../contract/settings.ts'
import type { MakeHandler } from '../handler.ts'

/** Shows what runs here, and what the live pack says of it. */
export const settings: MakeHandler = (parts) => (request) => {
  const { id, pack } = parts.engine.ruleset
  const own = request.grant!.worlds
  const { about, versions, access } = parts
  return {
    service: {
      version: about.version,
      startedAt: new Date(about.startedMs).toISOString(),
      store: about.store,
      postgres: about.postgres,
      history: parts.past !== undefined,
      publicUrl: access.options.publicUrl ?? null,
      singleSignOn: access.options.sso !== undefined,
    },
    pack: {
      tenant: pack.tenant,
      worlds: pack.worlds.filter((world) => own === null || own.has(world)),
      languages: [...pack.languages],
      ruleset: id,
      version: versions.live.number,
      since: new Date(versions.since).toISOString(),
      rules: pack.rules.length,
      policies: pack.policies.size,
      events: [...pack.eventTypes.values()].map(({ name, description, content = null, keep }) => ({
        ...{ name, description, content, keepContentMs: keep.contentMs, keepDecisionMs: keep.decisionMs },
      })),
      labels: [...pack.labels.values()].map((label) => ({
        ...{ name: label.name, description: label.description, connotation: label.connotation },
        ...{ on: label.on ?? null, manual: label.manual, expiresMs: label.expiresMs ?? null },
      })),
      models: [...pack.signals.values()].flatMap(({ name, model }) =>
        model === undefined
          ? []
          : [
              {
                name,
                version: model.version,
                labels: [...model.labels],
                description: model.description,
              },
            ],
      ),
      undoMs: pack.review.undoMs,
      keepReportsMs: pack.review.keepReportsMs,
      appealWindowMs: pack.appeals.windowMs,
      strikeMs: pack.strikes.expiresMs,
    },
  } satisfies SettingsReply
}

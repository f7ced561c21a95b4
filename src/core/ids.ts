import { z } from 'zod'

/** Ids of what people and machines do after a decision: a prefix and the 32 hexadecimal digits of a UUID version 7. */
const idOf = <const P extends string>(prefix: P) =>
  z.string().regex(new RegExp(`^${prefix}-[0-9a-f]{32}$`), `expected ${prefix}- and 32 hexadecimal digits`)

/** One unit of review. */
export const JobId = idOf('job').brand<'JobId'>()
export type JobId = z.infer<typeof JobId>

/** A person's judgement. */
export const AnnotationId = idOf('ann').brand<'AnnotationId'>()
export type AnnotationId = z.infer<typeof AnnotationId>

/** A user's flag. */
export const ReportId = idOf('rep').brand<'ReportId'>()
export type ReportId = z.infer<typeof ReportId>

/** A person who signs in: reviewer, analyst, admin. Never an account of a world, which is an entity. */
export const UserId = idOf('usr').brand<'UserId'>()
export type UserId = z.infer<typeof UserId>

/** An effect with force on a target. */
export const EnforcementId = idOf('enf').brand<'EnforcementId'>()
export type EnforcementId = z.infer<typeof EnforcementId>

/** A penalty unit. */
export const StrikeId = idOf('str').brand<'StrikeId'>()
export type StrikeId = z.infer<typeof StrikeId>

/** A statement of reasons. */
export const StatementId = idOf('sor').brand<'StatementId'>()
export type StatementId = z.infer<typeof StatementId>

/** The second look that an affected user asks for. */
export const AppealId = idOf('app').brand<'AppealId'>()
export type AppealId = z.infer<typeof AppealId>

/** Where webhooks go. */
export const EndpointId = idOf('end').brand<'EndpointId'>()
export type EndpointId = z.infer<typeof EndpointId>

/** One message to one endpoint. */
export const DeliveryId = idOf('dlv').brand<'DeliveryId'>()
export type DeliveryId = z.infer<typeof DeliveryId>

/** The erasing of everything by an entity. */
export const ErasureId = idOf('era').brand<'ErasureId'>()
export type ErasureId = z.infer<typeof ErasureId>

/** A legal hold: nothing by or about an entity goes. */
export const HoldId = idOf('hld').brand<'HoldId'>()
export type HoldId = z.infer<typeof HoldId>

/** A question about the past that was saved, so that it can be shared without standing in an address. */
export const QueryId = idOf('qry').brand<'QueryId'>()
export type QueryId = z.infer<typeof QueryId>

/** An entity, where its own name must not stand: in an address. */
export const EntityRefId = idOf('ent').brand<'EntityRefId'>()
export type EntityRefId = z.infer<typeof EntityRefId>

/** A run of the lab: a task taken from its data to shadow. */
export const LabRunId = idOf('run').brand<'LabRunId'>()
export type LabRunId = z.infer<typeof LabRunId>

/** The UUID of an id, as 32 hexadecimal digits. */
export function uuidOf(id: string): string {
  return id.slice(id.lastIndexOf('-') + 1)
}

/** The id with this prefix of a UUID as Postgres prints it. */
export function idFrom<T extends string>(prefix: string, uuid: string): T {
  return `${prefix}-${uuid.replaceAll('-', '')}` as T
}

import { decisions } from './0001-decisions.ts'
import { quietKeys } from './0002-quiet-keys.ts'
import { decisionOrder } from './0003-decision-order.ts'
import { labels } from './0004-labels.ts'
import { versions } from './0005-versions.ts'
import { databaseId } from './0006-database-id.ts'
import { retroacts } from './0007-retroacts.ts'
import { review } from './0008-review.ts'
import { enforcement } from './0009-enforcement.ts'
import { delivery } from './0010-delivery.ts'
import { access } from './0011-access.ts'
import { audit } from './0012-audit.ts'
import { live } from './0013-live.ts'
import { past } from './0014-past.ts'
import { desk } from './0015-desk.ts'
import { deliveryOrder } from './0016-delivery-order.ts'
import { labData } from './0017-lab-data.ts'
import { registry } from './0018-registry.ts'
import { probation } from './0019-probation.ts'
import { labRuns } from './0020-lab-runs.ts'
import { media } from './0021-media.ts'
import { hashBanks } from './0022-hash-banks.ts'
import { catalogue } from './0023-catalogue.ts'
import { labPictures } from './0024-lab-pictures.ts'
import { floodSenders } from './0025-flood-senders.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
}

/** Every migration in order. A released one is never edited: write the next. */
export const MIGRATIONS: readonly Migration[] = [
  decisions,
  quietKeys,
  decisionOrder,
  labels,
  versions,
  databaseId,
  retroacts,
  review,
  enforcement,
  delivery,
  access,
  audit,
  live,
  past,
  desk,
  deliveryOrder,
  labData,
  registry,
  probation,
  labRuns,
  media,
  hashBanks,
  catalogue,
  labPictures,
  floodSenders,
]
